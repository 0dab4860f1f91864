package io.github.homeexporter.tapo.plug;

/**
 * Where a plug is.
 *
 * @param host name or IPv4 address
 * @param port 0 for the usual one of its transport
 */
public record PlugAddress(String host, int port) {
    private static final int HTTP = 80;
    private static final int KASA = 9999;

    /**
     * {@code host} or {@code host:port}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static PlugAddress parse(String text) {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "0" : text.substring(colon + 1);
        boolean legal = host.matches("[A-Za-z0-9._-]+") && port.matches("\\d{1,5}") && Integer.parseInt(port) < 65536;
        if (!legal) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not the address of a plug; allowed: 192.168.1.20, plug.lan or host:port");
        }
        return new PlugAddress(host, Integer.parseInt(port));
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
