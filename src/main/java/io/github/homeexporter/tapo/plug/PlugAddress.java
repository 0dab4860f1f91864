package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.net.HostPort;

/**
 * Where a plug is.
 *
 * @param host as it stands in a URI
 * @param port 0 for the usual one of its transport
 */
public record PlugAddress(String host, int port) {
    private static final int USUAL = 0;
    private static final int HTTP = 80;
    private static final int KASA = 9999;

    /**
     * {@code host} or {@code host:port}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static PlugAddress parse(String text) {
        return HostPort.of(text, USUAL)
                .filter(at -> at.host().chars().allMatch(c -> c < 128)) // it becomes part of a URI
                .map(at -> new PlugAddress(at.host(), at.port()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is not the address of a plug; allowed: 192.168.1.20, plug.lan or host:port"));
    }

    /** With a port that is the usual one left open: which transport is spoken may change. */
    public static PlugAddress usual(String host, int port) {
        return new PlugAddress(host, port == HTTP || port == KASA ? 0 : port);
    }

    /** @param asked 0 for the usual port, or what the plug named */
    public int portFor(boolean framed, int asked) {
        if (asked != 0) {
            return asked;
        }
        return port != 0 ? port : framed ? KASA : HTTP;
    }

    /** As people write it: without a port that is the usual one. */
    @Override
    public String toString() {
        return port == 0 || port == HTTP || port == KASA ? host : host + ":" + port;
    }
}
