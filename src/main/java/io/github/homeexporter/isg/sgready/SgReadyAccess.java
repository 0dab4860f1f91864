package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.http.BearerToken;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Who may call: the bearer token, and the addresses when they are limited. */
final class SgReadyAccess {
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

    private final BearerToken token;
    private final List<Net> nets = new ArrayList<>();

    /**
     * @param token the secret; empty refuses all
     * @param allow addresses and nets, commas between them; empty for all
     * @throws IllegalArgumentException for what is no net
     */
    SgReadyAccess(String token, String allow) {
        this.token = new BearerToken(token);
        for (String net : allow.split(",")) {
            if (!net.isBlank()) {
                nets.add(net(net.strip()));
            }
        }
    }

    boolean hasToken() {
        return token.isSet();
    }

    /** @param authorization the header's value, may be null */
    boolean isToken(String authorization) {
        return token.isIn(authorization);
    }

    /** @param address numeric, as the server says it; a port behind it does not matter */
    boolean isAllowed(String address) {
        if (nets.isEmpty()) {
            return true;
        }
        byte[] bytes =
                address == null ? null : bytes(address.replaceFirst("^/", "").replaceFirst("%.*", ""));
        return bytes != null && nets.stream().anyMatch(net -> net.contains(bytes));
    }

    private static Net net(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        int bits = -1;
        if (address != null) {
            String suffix = slash < 0 ? String.valueOf(8 * address.length) : text.substring(slash + 1);
            bits = suffix.matches("\\d{1,3}") ? Integer.parseInt(suffix) : -1;
        }
        if (address == null || bits < 0 || bits > 8 * address.length) {
            throw new IllegalArgumentException(
                    "allow \"" + text + "\"; allowed: numeric addresses and nets as 192.168.1.0/24, fd00::/8");
        }
        return new Net(address, bits);
    }

    /** Null when it is no numeric address. Names are not looked up. */
    private static byte[] bytes(String text) {
        if (text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            byte[] v4 = new byte[4];
            String[] parts = text.split("\\.");
            for (int i = 0; i < 4; i++) {
                int part = Integer.parseInt(parts[i]);
                if (part > 255) {
                    return null;
                }
                v4[i] = (byte) part;
            }
            return v4;
        }
        return text.contains(":") ? v6(text) : null;
    }

    private static byte[] v6(String text) {
        String[] halves = text.split("::", -1);
        List<String> head = groups(halves[0]);
        List<String> tail = halves.length > 1 ? groups(halves[1]) : List.of();
        int missing = 8 - head.size() - tail.size();
        if (halves.length > 2 || missing < 0 || halves.length == 1 && missing > 0) {
            return null;
        }
        byte[] v6 = new byte[16];
        for (int i = 0; i < 8; i++) {
            String group = i < head.size()
                    ? head.get(i)
                    : i < head.size() + missing ? "0" : tail.get(i - head.size() - missing);
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return null;
            }
            int word = Integer.parseInt(group, 16);
            v6[2 * i] = (byte) (word >> 8);
            v6[2 * i + 1] = (byte) word;
        }
        return v6;
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }
}
