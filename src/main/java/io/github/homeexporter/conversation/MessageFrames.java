package io.github.homeexporter.conversation;

import io.github.homeexporter.conversation.ClientSocket.BrokenSocket;
import io.github.homeexporter.net.NetworkFaults.HandshakeException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** The handshake, then frames put together to messages; pings are answered. On the event loop. */
final class MessageFrames extends SimpleChannelInboundHandler<Object> {
    /** About: it is answered here, by a write of its own. */
    private static final long NANOS_OF_A_PING = 10_000;

    private final WebSocketClientHandshaker handshaker;
    private final Fragments fragments;
    private final Delivery delivery;
    private final CompletableFuture<ClientSocket> opened;
    private HttpResponse head;
    private boolean text;
    private boolean open;
    private boolean ended;

    MessageFrames(
            WebSocketClientHandshaker handshaker,
            int longest,
            Delivery delivery,
            CompletableFuture<ClientSocket> opened) {
        this.handshaker = handshaker;
        this.fragments = new Fragments(longest);
        this.delivery = delivery;
        this.opened = opened;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ChannelFuture unused = handshaker.handshake(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) throws Exception {
        if (ended) {
            return;
        }
        if (message instanceof HttpResponse response) {
            answered(response);
        } else if (message instanceof LastHttpContent && head != null) {
            finish(context);
        } else if (message instanceof PingWebSocketFrame ping) {
            delivery.listener.worked(NANOS_OF_A_PING);
            // a peer that only asks and never reads is not answered without end
            if (context.channel().isWritable()) {
                ChannelFuture unused = context.writeAndFlush(
                        new PongWebSocketFrame(ping.content().retain()));
            }
        } else if (message instanceof CloseWebSocketFrame close) {
            ended = true;
            int code = close.statusCode() < 0 ? 1005 : close.statusCode();
            String reason = close.reasonText();
            delivery.add(() -> delivery.listener.onClose(code, reason));
        } else if (message instanceof WebSocketFrame frame && !(message instanceof PongWebSocketFrame)) {
            data(frame);
        }
    }

    /** Only its head is looked at: a body that never ends is nobody's. */
    private void answered(HttpResponse response) {
        if (response.decoderResult().isFailure() || response.status().code() != 101) {
            ended = true;
            int status =
                    response.decoderResult().isFailure() ? 0 : response.status().code();
            opened.completeExceptionally(
                    new HandshakeException(status, response.headers().get(HttpHeaderNames.LOCATION, "")));
            return;
        }
        head = response;
    }

    private void finish(ChannelHandlerContext context) {
        DefaultFullHttpResponse whole = new DefaultFullHttpResponse(head.protocolVersion(), head.status());
        whole.headers().setAll(head.headers());
        head = null;
        String asked = handshaker.expectedSubprotocol();
        if (!asked.isEmpty() && !whole.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            // servers that know only one do not all say it again
            whole.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, asked);
        }
        try {
            handshaker.finishHandshake(context.channel(), whole);
        } catch (RuntimeException e) {
            ended = true;
            opened.completeExceptionally(new HandshakeException(101, ""));
            return;
        }
        ClientSocket socket = new ClientSocket(context.channel(), delivery.listener);
        open = true;
        context.channel().config().setAutoRead(false);
        delivery.add(() -> {
            if (!opened.isDone()) {
                delivery.listener.onOpen(socket);
                opened.complete(socket);
            }
        });
    }

    private void data(WebSocketFrame frame) throws CharacterCodingException {
        ByteBuf content = frame.content();
        boolean first = !(frame instanceof ContinuationWebSocketFrame);
        if (first) {
            text = frame instanceof TextWebSocketFrame;
        }
        if (!fragments.fits(content.readableBytes())) {
            fail(new TooLongFrameException());
            return;
        }
        if (first && frame.isFinalFragment() && !text) {
            ByteBuf kept = content.retain();
            delivery.add(() -> {
                try {
                    delivery.listener.onBinary(kept.nioBuffer());
                } finally {
                    kept.release();
                }
            });
            return;
        }
        ByteBuffer whole = fragments.add(content.nioBuffer(), frame.isFinalFragment());
        if (whole == null) {
            return;
        }
        if (text) {
            String message = StandardCharsets.UTF_8.newDecoder().decode(whole).toString();
            delivery.add(() -> delivery.listener.onText(message));
        } else {
            ByteBuffer copy = ByteBuffer.allocate(whole.remaining()).put(whole).flip();
            delivery.add(() -> delivery.listener.onBinary(copy));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!context.channel().config().isAutoRead() && delivery.idle()) {
            delivery.more();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        fail(failure);
    }

    private void fail(Throwable failure) {
        if (!ended) {
            ended = true;
            if (open) {
                delivery.add(() -> delivery.listener.onError(failure));
            } else {
                opened.completeExceptionally(failure);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!ended) {
            ended = true;
            if (open) {
                delivery.add(() -> delivery.listener.onClose(BrokenSocket.LOST, ""));
            } else {
                opened.completeExceptionally(new IOException("closed before the handshake was answered"));
            }
        }
        context.fireChannelInactive();
    }

    /** Puts a message together from its parts, up to a cap that is looked at before memory is taken. */
    static final class Fragments {
        /** A larger buffer is given back after its message. */
        private static final int KEPT = 64 * 1024;

        private final int longest;
        private byte[] bytes = new byte[0];
        private int length;

        Fragments(int longest) {
            this.longest = longest;
        }

        /** Whether one more part of that size is within the cap. */
        boolean fits(int more) {
            return (long) length + more <= longest;
        }

        /** The whole message when this was its last part, else null; valid until the next call. */
        ByteBuffer add(ByteBuffer part, boolean last) {
            if (last && length == 0) {
                return part;
            }
            int more = part.remaining();
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(longest, Math.max(1024, (length + more) * 2)));
            }
            part.get(bytes, length, more);
            length += more;
            if (!last) {
                return null;
            }
            ByteBuffer whole = ByteBuffer.wrap(bytes, 0, length);
            length = 0;
            if (bytes.length > KEPT) {
                bytes = new byte[0];
            }
            return whole;
        }
    }
}
