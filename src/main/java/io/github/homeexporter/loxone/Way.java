package io.github.homeexporter.loxone;

import io.github.homeexporter.net.HostPort;
import java.net.URI;

/**
 * A way that is open, or is tried.
 *
 * @param name that its certificate must bear, empty for the host
 */
record Way(LoxoneAddress address, boolean secure, String name) {
    HostPort at() {
        return address.at(secure);
    }

    URI http(String question) {
        return address.http(secure, question);
    }

    URI webSocket() {
        return address.webSocket(secure);
    }

    Way byTls() {
        return new Way(address, true, name);
    }
}
