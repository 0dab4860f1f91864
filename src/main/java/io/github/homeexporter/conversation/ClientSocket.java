package io.github.homeexporter.conversation;

import io.github.homeexporter.conversation.Conversation.Dial.Call;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Texts;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The client's side of one WebSocket (RFC 6455), on Netty: whatever the peer sends is counted before it is kept. The JDK's own
 * client reads the body of a refused handshake to its end, however long that is.
 */
final class ClientSocket {
    /** In bytes: status line, and all headers together. */
    private static final int LONGEST_LINE = 4 * 1024;

    private static final int LONGEST_HEAD = 32 * 1024;
    private static final int CHUNK = 8 * 1024;
    /** A peer that reads so little does not listen any more. */
    private static final int MOST_WAITING = 256;

    private static final int NORMAL_CLOSURE = 1000;

    /** Told in the order of the wire, one call at a time, on the executor that was given. */
    interface Listener {
        void onOpen(ClientSocket socket);

        void onText(String message);

        /** @param message valid only during the call */
        void onBinary(ByteBuffer message);

        /** @param code {@link BrokenSocket#LOST} when the peer left without a word */
        void onClose(int code, String reason);

        void onError(Throwable error);

        /**
         * What has been done for the peer since the last call.
         *
         * @param nanos of a core
         */
        default void worked(long nanos) {}

        /** How long nothing is to be read from the peer, in nanoseconds. */
        default long rest() {
            return 0;
        }
    }

    private final Channel channel;
    private final Listener listener;
    private final AtomicInteger waiting = new AtomicInteger();

    ClientSocket(Channel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /**
     * Looks the name up on this thread, then connects. The stage is done when the socket is open; cancelling it, or its
     * failure, leaves no connection behind.
     *
     * @param within for connection and handshake each
     */
    static CompletableFuture<ClientSocket> open(
            Call call, EventLoopGroup loops, Executor executor, Duration within, Listener listener) {
        URI uri = call.uri();
        boolean secure = uri.getScheme().equals("wss");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        int longest = call.conversation().maxMessageSize();
        CompletableFuture<ClientSocket> opened = new CompletableFuture<>();
        WebSocketClientHandshaker13 handshaker = new WebSocketClientHandshaker13(
                uri, WebSocketVersion.V13, call.subprotocol(), false, new DefaultHttpHeaders(), Math.max(125, longest));
        ChannelFuture connecting = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) within.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (secure) {
                            SslHandler tls = new SslHandler(engine(call, port));
                            tls.setHandshakeTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
                            channel.pipeline().addLast(tls);
                        }
                        Delivery delivery = new Delivery(executor, listener, channel);
                        channel.pipeline()
                                .addLast(new HttpClientCodec(LONGEST_LINE, LONGEST_HEAD, CHUNK, true))
                                .addLast(new PlainRequest())
                                .addLast(new MessageFrames(handshaker, longest, delivery, opened));
                    }
                })
                .connect(new InetSocketAddress(uri.getHost(), port));
        connecting.addListener((ChannelFuture done) -> {
            if (!done.isSuccess()) {
                opened.completeExceptionally(done.cause());
            }
        });
        CompletionStage<ClientSocket> outcome = opened;
        outcome.whenComplete((socket, failure) -> {
            if (failure != null) {
                abort(connecting.channel());
            }
        });
        return opened;
    }

    /**
     * Some controllers refuse a request with an {@code Origin}, which only browsers have to send, and take the names of headers
     * only as RFC 6455 writes them.
     */
    private static final class PlainRequest extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest request) {
                HttpHeaders made = request.headers().copy();
                request.headers().clear();
                made.remove(HttpHeaderNames.ORIGIN)
                        .set(HttpHeaderNames.CONNECTION, "Upgrade")
                        .forEach(header -> request.headers().add(capitals(header.getKey()), header.getValue()));
            }
            ChannelFuture unused = context.write(message, promise);
        }

        private static String capitals(String name) {
            return Arrays.stream(name.split("-"))
                    .map(word -> word.equals("websocket")
                            ? "WebSocket"
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                    .collect(Collectors.joining("-"));
        }
    }

    /** With the name that the certificate must have, as for HTTPS. */
    private static SSLEngine engine(Call call, int port) {
        SSLEngine engine = call.http().sslContext().createSSLEngine(call.uri().getHost(), port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    void text(String message) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            listener.onError(new IllegalStateException("more than " + MOST_WAITING + " messages wait to be sent"));
            return;
        }
        send(new TextWebSocketFrame(message));
    }

    /** After what waits to be sent. */
    void close() {
        waiting.incrementAndGet();
        send(new CloseWebSocketFrame(NORMAL_CLOSURE, ""));
    }

    private void send(WebSocketFrame frame) {
        channel.writeAndFlush(frame).addListener(done -> {
            waiting.decrementAndGet();
            if (!done.isSuccess()) {
                listener.onError(done.cause());
            }
        });
    }

    /** At once, without a word to the peer. */
    void abort() {
        abort(channel);
    }

    /** Nobody waits for it. */
    static void abort(Channel channel) {
        ChannelFuture unused = channel.close();
    }

    /** Why an open WebSocket broke. */
    static final class BrokenSocket {
        /** Close code of a connection that just broke (RFC 6455, 7.1.5). */
        static final int LOST = 1006;

        static final String OVERSIZED = "oversized";

        static final Fault SEND = new Fault("send", "sending failed: the connection is broken");

        private BrokenSocket() {}

        static Fault closed(int code, String reason) {
            String why = reason.isEmpty() ? "" : ", " + Texts.oneLine(reason);
            return new Fault(
                    "closed",
                    code == LOST
                            ? "the device dropped the connection"
                            : "the device closed the connection (" + code + why + ")");
        }

        static Fault ofProgram(Throwable error) {
            return new Fault(
                    "protocol", "a fault in the program: " + error.getClass().getSimpleName());
        }

        /** @param longest in bytes, for the sentence about a message that is longer */
        public static Fault fault(Throwable error, int longest) {
            if (error instanceof CharacterCodingException) {
                return new Fault("encoding", "a text message is not valid UTF-8");
            }
            if (error instanceof TooLongFrameException
                    || error instanceof CorruptedWebSocketFrameException frame
                            && frame.closeStatus().code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()) {
                return new Fault(OVERSIZED, "a message is longer than " + longest + " bytes; not read");
            }
            String said =
                    error.getMessage() == null ? error.getClass().getSimpleName() : Texts.oneLine(error.getMessage());
            return error instanceof DecoderException
                    ? new Fault("framing", "not a WebSocket frame: " + said)
                    : new Fault("broken", "the connection broke: " + said);
        }
    }
}
