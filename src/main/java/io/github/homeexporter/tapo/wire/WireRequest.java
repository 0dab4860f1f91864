package io.github.homeexporter.tapo.wire;

import java.util.Map;

/**
 * What is to be sent to a plug next.
 *
 * @param port 0 for the plug's own; a TPAP plug may name another
 * @param path of an HTTP POST; empty for a frame on a plain TCP connection
 */
public record WireRequest(int port, String path, Map<String, String> headers, byte[] body) {
    public boolean framed() {
        return path.isEmpty();
    }

    static WireRequest post(String path, byte[] body) {
        return new WireRequest(0, path, Map.of(), body);
    }

    static WireRequest post(String path, SessionCookie cookie, byte[] body) {
        return new WireRequest(0, path, cookie.header(), body);
    }
}
