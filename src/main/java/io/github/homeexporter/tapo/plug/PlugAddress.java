package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.net.HostPort;

/**
 * Where a plug is.
 *
 * @param host as it stands in a URI
 * @param port 0 for the usual one of its transport
 * @param written whether a person wrote the port: behind a port forward the plug cannot know it
 */
public record PlugAddress(String host, int port, boolean written) {
    private static final int USUAL = 0;
    private static final int HTTP = 80;
    private static final int KASA = 9999;

    /**
     * {@code host} or {@code host:port}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static PlugAddress parse(String text) {
        HostPort at = HostPort.of(text, USUAL)
                .filter(a -> a.host().chars().allMatch(c -> c < 128)) // written as the app shows it
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is not the address of a plug; allowed: 192.168.1.20, plug.lan or host:port"))
                .inUrl();
        return new PlugAddress(at.host(), at.port(), at.port() != USUAL);
    }

    /** As discovery heard it. */
    public static PlugAddress heard(String host, int port) {
        // the system writes an IPv6 address without brackets
        String inUrl = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return new PlugAddress(inUrl, port == HTTP || port == KASA ? USUAL : port, false);
    }

    /** @param asked 0 for the usual port, or what the plug named */
    public int portFor(boolean framed, int asked) {
        int usual = framed ? KASA : HTTP;
        if (written && (port == usual || !isUsual())) {
            return port;
        }
        if (asked != 0) {
            return asked;
        }
        return isUsual() ? usual : port;
    }

    /** Whether the port is that of some transport: which one is spoken may change. */
    public boolean isUsual() {
        return port == USUAL || port == HTTP || port == KASA;
    }

    public boolean isSamePlace(PlugAddress other) {
        return toString().equalsIgnoreCase(other.toString());
    }

    /** As people write it: without a port that is the usual one. */
    @Override
    public String toString() {
        return isUsual() ? host : host + ":" + port;
    }
}
