package io.github.homeexporter.net;

import java.net.IDN;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something listens.
 *
 * @param host as it stands in a URI: an IPv6 address in brackets
 */
public record HostPort(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+(?:%\\w+)?]|[\\p{L}\\p{N}._-]+)(?::(?<port>\\d{1,9}))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F.:]*:[0-9a-fA-F.:]*");
    private static final int HIGHEST = 65_535;

    /**
     * {@code host}, {@code host:port}, {@code [ipv6]:port}, or an IPv6 address alone; empty for anything else.
     *
     * @param usual the port when the text holds none
     */
    public static Optional<HostPort> of(String text, int usual) {
        Matcher form = form(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        if (form.group("port") == null) {
            return Optional.of(new HostPort(form.group("host"), usual));
        }
        int port = Integer.parseInt(form.group("port"));
        return isPort(port) ? Optional.of(new HostPort(form.group("host"), port)) : Optional.empty();
    }

    private static Matcher form(String text) {
        String stripped = text.strip();
        return FORM.matcher(BARE_IPV6.matcher(stripped).matches() ? "[" + stripped + "]" : stripped);
    }

    /**
     * As {@link #of}.
     *
     * @param whose the word before "address" in the sentence of what is wrong
     * @throws IllegalArgumentException naming what is allowed
     */
    public static HostPort parse(String whose, String text, int usual) {
        return of(text, usual)
                .orElseThrow(() -> new IllegalArgumentException(whose + " address \"" + text
                        + (form(text).matches()
                                ? "\" has a port that is none; allowed: 1 to " + HIGHEST
                                : "\" is not an address; allowed: host, host:port, an IPv6 address or [ipv6]:port (port "
                                        + usual
                                        + " when left out), without http://")));
    }

    /**
     * As it can stand in a URL, letters of other alphabets in the form that resolvers know.
     *
     * @throws IllegalArgumentException for a host that Java's HTTP client takes in no form
     */
    public HostPort inUrl() {
        if (!isOfUrl()) {
            throw new IllegalArgumentException(
                    "host \"" + host
                            + "\" cannot stand in a URL; allowed: letters, digits, dots and dashes (no underscore), or an IP address");
        }
        return new HostPort(host.startsWith("[") ? host : IDN.toASCII(host), port);
    }

    /** Whether {@link #inUrl} takes it. */
    public boolean isOfUrl() {
        try {
            return URI.create("http://" + (host.startsWith("[") ? host : IDN.toASCII(host)))
                            .getHost()
                    != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public static boolean isPort(int port) {
        return port > 0 && port <= HIGHEST;
    }

    /** The host as certificates and resolvers write it: without brackets. */
    public String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
