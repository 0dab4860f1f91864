package io.github.homeexporter.http;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of numeric addresses and nets. Names are not looked up. */
public final class Networks {
    /** @param bits of the address that must be equal */
    private record Net(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int rest = 8 * address.length - bits;
            return new BigInteger(1, address).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
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
    static Optional<InetAddress> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Net net(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash))
                .map(InetAddress::getAddress)
                .orElseThrow(() -> fault(text));
        String bits = slash < 0 ? String.valueOf(8 * address.length) : text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > 8 * address.length) {
            throw fault(text);
        }
        return new Net(address, Integer.parseInt(bits));
    }

    private static IllegalArgumentException fault(String text) {
        return new IllegalArgumentException("\"" + text + "\" is no numeric address or net");
    }
}
