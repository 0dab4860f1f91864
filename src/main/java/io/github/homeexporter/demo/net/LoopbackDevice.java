package io.github.homeexporter.demo.net;

import java.io.Closeable;
import java.io.IOException;

/** A device that is not there: what it serves stands on a port of 127.0.0.1. */
public abstract class LoopbackDevice implements Closeable {
    private volatile LoopbackServer server;

    /** To be called once, when all that the sessions use is made. */
    protected final void serve(LoopbackServer made) {
        server = made;
    }

    public final LoopbackServer server() {
        return server;
    }

    public final int port() {
        return server.port();
    }

    /** {@code 127.0.0.1:port}. */
    public final String address() {
        return "127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
