package io.github.homeexporter.loxone;

import io.github.homeexporter.net.HostPort;
import java.net.URI;

/**
 * Where a Miniserver is.
 *
 * @param plain for {@code http} and {@code ws}
 * @param secure for {@code https} and {@code wss}
 */
record LoxoneAddress(HostPort plain, HostPort secure) {
    static final int DEFAULT_PORT = 80;
    static final int DEFAULT_SSL_PORT = 443;

    /**
     * @param port when the text holds none
     * @throws IllegalArgumentException naming what is allowed
     */
    static LoxoneAddress parse(String text, int port, int sslPort) {
        HostPort plain = HostPort.parse("loxone", text, checked("port", port));
        return new LoxoneAddress(plain, new HostPort(plain.host(), checked("sslPort", sslPort)));
    }

    private static int checked(String option, int port) {
        if (!HostPort.isPort(port)) {
            throw new IllegalArgumentException("loxone " + option + " " + port + " is no port; allowed: 1 to 65535");
        }
        return port;
    }

    URI http(boolean encrypted, String path) {
        return URI.create((encrypted ? "https://" : "http://") + at(encrypted) + "/" + path);
    }

    URI webSocket(boolean encrypted) {
        return URI.create((encrypted ? "wss://" : "ws://") + at(encrypted) + "/ws/rfc6455");
    }

    HostPort at(boolean encrypted) {
        return encrypted ? secure : plain;
    }
}
