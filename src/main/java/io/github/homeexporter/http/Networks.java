package io.github.homeexporter.http;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A list of numeric addresses and nets. Names are not looked up. */
public final class Networks {
    /**
     * Netty's own rule takes addresses that begin with its mask for its own: fe80::1 for one of fc00::/7.
     *
     * @param bits of the address that must be equal
     */
    private record Net(byte[] address, int bits) {
        boolean contains(byte[] other) {
            int rest = 8 * address.length - bits;
            return other.length == address.length
                    && new BigInteger(1, address).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
        }
    }

    private final List<Net> nets = new ArrayList<>();

    private Networks() {}

    /**
     * @param list as {@code 192.168.1.1, 10.0.0.0/8, fd00::/8}; empty for none
     * @throws IllegalArgumentException quoting what is no net
     */
    public static Networks parse(String list) {
        Networks networks = new Networks();
        for (String part : list.split(",")) {
            if (!part.isBlank()) {
                networks.nets.add(net(part.strip()));
            }
        }
        return networks;
    }

    public boolean contains(InetAddress address) {
        return nets.stream().anyMatch(net -> net.contains(address.getAddress()));
    }

    /** A numeric address, IPv6 with or without brackets; an IPv4 address mapped into IPv6 is the IPv4 address. */
    public static Optional<InetAddress> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Who asks, seen through these as the proxies that are trusted to say so: from the right, where each proxy adds whom it saw,
     * the first that is none of them. What stands left of it anybody can have written.
     *
     * @param forwarded the values of {@code X-Forwarded-For}
     */
    InetAddress client(InetAddress peer, List<String> forwarded) {
        List<String> hops =
                forwarded.stream().flatMap(value -> Stream.of(value.split(","))).toList();
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && contains(client); i--) {
            Optional<InetAddress> hop = address(withoutPort(hops.get(i).strip()));
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        return client;
    }

    /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        boolean port = hop.matches("\\[.*]:\\d+|[^:]+:\\d+");
        return port ? hop.substring(0, hop.lastIndexOf(':')) : hop;
    }

    private static Net net(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash))
                .map(InetAddress::getAddress)
                .orElseThrow(() -> fault(text));
        int most = 8 * address.length;
        String bits = slash < 0 ? String.valueOf(most) : text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > most) {
            throw fault(text);
        }
        return new Net(address, Integer.parseInt(bits));
    }

    private static IllegalArgumentException fault(String text) {
        return new IllegalArgumentException("\"" + text + "\" is no numeric address or net");
    }
}
