package io.github.homeexporter.demo.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections on a free port of 127.0.0.1, a daemon thread for each; counts them. */
public final class LoopbackServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

    /** What is done with a connection; it is closed when this returns or throws. */
    @FunctionalInterface
    public interface Session {
        void talk(WebSocketPeer peer) throws IOException, InterruptedException;
    }

    /** The same with nothing read before. */
    @FunctionalInterface
    public interface BareSession {
        void talk(Socket socket) throws IOException, GeneralSecurityException, InterruptedException;
    }

    private final ServerSocket server;
    private final BareSession session;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private LoopbackServer(BareSession session, ServerSocket server, String name) {
        this.server = server;
        this.session = session;
        start(name + "-accept", () -> acceptAll(name));
    }

    /**
     * @param name of the threads
     * @param port 0 for a free one
     */
    public LoopbackServer(String name, int port, Session session) throws IOException {
        this(name, bound(port), session);
    }

    /** @param server bound; may speak TLS */
    public LoopbackServer(String name, ServerSocket server, Session session) {
        this(socket -> session.talk(new WebSocketPeer(socket)), server, name);
    }

    /** For what is not HTTP, or keeps a connection for several requests; {@code port} 0 for a free one. */
    public static LoopbackServer bare(String name, int port, BareSession session) throws IOException {
        return new LoopbackServer(session, bound(port), name);
    }

    private static ServerSocket bound(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Connections accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Connections open now. */
    public int open() {
        return open.size();
    }

    /** The most connections that were open at the same time. */
    public int mostOpen() {
        return most.get();
    }

    /** Drops all connections; new ones are still accepted. */
    public void dropAll() {
        open.forEach(LoopbackServer::closeQuietly);
    }

    private void acceptAll(String name) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                int number = accepted.incrementAndGet();
                most.accumulateAndGet(open.size(), Math::max);
                start(name + "-" + number, () -> serve(socket));
            } catch (IOException e) {
                LOG.debug("{}: {}", name, e.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            session.talk(socket);
        } catch (IOException | GeneralSecurityException e) {
            LOG.debug("connection ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
            closeQuietly(socket);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("already closed: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropAll();
    }

    /** A device that is not there: what it serves stands on a port of 127.0.0.1. */
    public abstract static class LoopbackDevice implements Closeable {
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
}
