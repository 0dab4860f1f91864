package io.github.homeexporter.loxone;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Miniserver is.
 *
 * @param host as it stands in a URI: an IPv6 address in brackets
 * @param port of {@code http} and {@code ws}
 * @param sslPort of {@code https} and {@code wss}
 */
record LoxoneAddress(String host, int port, int sslPort) {
    static final int DEFAULT_PORT = 80;
    static final int DEFAULT_SSL_PORT = 443;

    private static final Pattern FORM =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.%]+]|[^\\s/:@?#\\[\\]]+)(?::(?<port>\\d{1,5}))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F.:]*:[0-9a-fA-F.:]*");

    /**
     * {@code host}, {@code host:port}, {@code [ipv6]:port}, or an IPv6 address alone.
     *
     * @param port when the text holds none
     * @throws IllegalArgumentException naming what is allowed
     */
    static LoxoneAddress parse(String text, int port, int sslPort) {
        String stripped = text.strip();
        String bracketed = BARE_IPV6.matcher(stripped).matches() ? "[" + stripped + "]" : stripped;
        Matcher form = FORM.matcher(bracketed);
        if (!form.matches()) {
            throw new IllegalArgumentException("loxone host \"" + text
                    + "\" is not an address; allowed: host, host:port, an IPv6 address, [ipv6]:port, without http://");
        }
        String ownPort = form.group("port");
        return new LoxoneAddress(
                form.group("host"),
                checked("port", ownPort == null ? port : Integer.parseInt(ownPort)),
                checked("sslPort", sslPort));
    }

    private static int checked(String option, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("loxone " + option + " " + port + " is no port; allowed: 1 to 65535");
        }
        return port;
    }

    URI http(boolean secure, String path) {
        return URI.create((secure ? "https://" : "http://") + at(secure) + "/" + path);
    }

    URI webSocket(boolean secure) {
        return URI.create((secure ? "wss://" : "ws://") + at(secure) + "/ws/rfc6455");
    }

    /** Host and port. */
    String at(boolean secure) {
        return host + ":" + (secure ? sslPort : port);
    }

    /** The host as certificates write it: without brackets. */
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
