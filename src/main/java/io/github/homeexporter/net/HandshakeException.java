package io.github.homeexporter.net;

import java.io.IOException;

/** A peer answered, but not by opening the WebSocket that it was asked for. */
public final class HandshakeException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String location;

    /**
     * @param status of HTTP; 0 for what is no HTTP, 101 for a WebSocket other than the one asked for
     * @param location where the peer would have us go; empty for nowhere
     */
    public HandshakeException(int status, String location) {
        super("HTTP status " + status);
        this.status = status;
        this.location = location;
    }

    public int status() {
        return status;
    }

    public String location() {
        return location;
    }
}
