package io.github.homeexporter.tapo;

import io.github.homeexporter.tapo.wire.XorTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges frames with Kasa plugs on TCP, one connection for each: old firmware forgets connections that stay open. */
final class TcpFrames {
    private static final Logger LOG = LoggerFactory.getLogger(TcpFrames.class);

    private final AsynchronousChannelGroup group;
    private final Executor pool;
    private final Duration connecting;

    /** @param connecting how long a connection may take to come about */
    TcpFrames(Executor pool, Duration connecting) throws IOException {
        this.pool = pool;
        this.connecting = connecting;
        this.group = AsynchronousChannelGroup.withFixedThreadPool(1, task -> {
            Thread thread = new Thread(task, "tapo-frames");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param body without its length; so is the answer's. Cancelling the future closes the connection. */
    CompletableFuture<byte[]> exchange(String host, int port, byte[] body) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        pool.execute(() -> connect(host, port, body, answer));
        return answer;
    }

    private void connect(String host, int port, byte[] body, CompletableFuture<byte[]> answer) {
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group);
            var unused = answer.whenComplete((a, failure) -> close(channel));
            CompletableFuture<Void> connected = new CompletableFuture<>();
            var unusedLate = connected
                    .orTimeout(connecting.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(failure -> {
                        answer.completeExceptionally(new HttpConnectTimeoutException("no connection in time"));
                        return null;
                    });
            channel.connect(address, null, step(answer, done -> {
                connected.complete(null);
                write(channel, ByteBuffer.wrap(XorTransport.framed(body)), answer);
            }));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static void write(AsynchronousSocketChannel channel, ByteBuffer frame, CompletableFuture<byte[]> answer) {
        channel.write(frame, null, step(answer, written -> {
            if (frame.hasRemaining()) {
                write(channel, frame, answer);
            } else {
                readHead(channel, new byte[XorTransport.HEAD], answer);
            }
        }));
    }

    private static void readHead(AsynchronousSocketChannel channel, byte[] head, CompletableFuture<byte[]> answer) {
        read(channel, ByteBuffer.wrap(head), answer, () -> {
            int length = XorTransport.length(head);
            if (length < 1 || length > HttpWire.LONGEST_BODY) {
                answer.completeExceptionally(new IOException("a frame of " + length + " bytes"));
            } else {
                byte[] body = new byte[length];
                read(channel, ByteBuffer.wrap(body), answer, () -> answer.complete(body));
            }
        });
    }

    private static void read(
            AsynchronousSocketChannel channel, ByteBuffer into, CompletableFuture<byte[]> answer, Runnable whole) {
        channel.read(into, null, step(answer, count -> {
            if (count < 0) {
                answer.completeExceptionally(new IOException("closed before the answer was whole"));
            } else if (into.hasRemaining()) {
                read(channel, into, answer, whole);
            } else {
                whole.run();
            }
        }));
    }

    private static <T> CompletionHandler<T, Void> step(
            CompletableFuture<byte[]> answer, java.util.function.Consumer<T> then) {
        return new CompletionHandler<>() {
            @Override
            public void completed(T result, Void attachment) {
                try {
                    then.accept(result);
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }

            @Override
            public void failed(Throwable failure, Void attachment) {
                answer.completeExceptionally(failure);
            }
        };
    }

    private static void close(AsynchronousSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("already closed: {}", e.getMessage());
        }
    }

    void close() {
        try {
            group.shutdownNow();
        } catch (IOException e) {
            LOG.debug("connections not closed: {}", e.getMessage());
        }
    }
}
