package io.github.homeexporter.http;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which the program may be asked for. A page of somebody else's whose name resolves to this machine cannot
 * read it through a visitor's browser then.
 */
public final class TrustedHosts {
    private static final Pattern HEADER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\[\\]:/@\\s,]+)(:\\d{1,5})?");
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");

    private final Set<String> names = new HashSet<>();
    private boolean all;

    private TrustedHosts() {}

    /**
     * @param list names, addresses and {@code *.suffix}, commas between them; empty or {@code *} for all
     * @throws IllegalArgumentException quoting what is no host
     */
    public static TrustedHosts parse(String list) {
        TrustedHosts hosts = new TrustedHosts();
        hosts.all = list.isBlank();
        for (String part : list.split(",")) {
            String text = part.strip().toLowerCase(Locale.ROOT);
            if (text.equals("*")) {
                hosts.all = true;
            } else if (!text.isEmpty()) {
                hosts.names.add(name(text));
            }
        }
        return hosts;
    }

    boolean isAll() {
        return all;
    }

    /**
     * @param header the value of {@code Host}, with or without a port
     * @throws IllegalArgumentException when it is no host
     */
    boolean isTrusted(String header) {
        Matcher m = HEADER.matcher(header.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException("the header Host is no host");
        }
        String host = canonical(m.group(1).toLowerCase(Locale.ROOT));
        if (all || names.contains(host)) {
            return true;
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (dot > 0 && names.contains("*" + host.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    private static String name(String text) {
        // an IPv6 address without brackets has colons that are no port's
        boolean bareAddress = Networks.address(text).isPresent();
        Matcher m = HEADER.matcher(text);
        String host = canonical(bareAddress || !m.matches() ? text : m.group(1));
        if (Networks.address(host).isEmpty() && !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no host name or address");
        }
        return host;
    }

    /** Addresses have many spellings; a name may end in the dot of the root. */
    private static String canonical(String host) {
        return Networks.address(host)
                .map(InetAddress::getHostAddress)
                .orElse(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }
}
