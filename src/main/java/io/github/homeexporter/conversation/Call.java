package io.github.homeexporter.conversation;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Objects;

/**
 * One attempt to reach a device, prepared.
 *
 * @param uri {@code ws:} or {@code wss:}
 * @param http the shared client, or the device's own when it brings its own {@code SSLContext}
 * @param subprotocol asked for in the handshake; empty for none
 * @param conversation made for this one connection
 */
public record Call(URI uri, HttpClient http, String subprotocol, Conversation conversation) {
    public Call {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(subprotocol, "subprotocol");
        Objects.requireNonNull(conversation, "conversation");
    }
}
