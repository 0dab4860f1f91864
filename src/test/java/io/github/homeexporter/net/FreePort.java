package io.github.homeexporter.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports for programs that cannot say which one they got. */
public final class FreePort {
    private static final int FIRST = 10_000;

    /** Below 32768, where Linux takes the ports of outgoing connections from: none of those can come in between. */
    private static final int COUNT = 22_000;

    /** Test processes run side by side: each begins elsewhere, and none gives a port twice. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 977 % COUNT));

    private FreePort() {}

    /** A TCP port of 127.0.0.1 that nobody listens on. */
    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + (FIRST + COUNT));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
