package io.github.homeexporter.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives the server one request of a connection after the other, and reads no more when many wait. By itself it reads, and
 * keeps, as many as come, and loses count of its connections when one ends while some wait.
 */
final class Pipelined extends ChannelDuplexHandler {
    /** Besides those that have come with the last of them. */
    static final int MOST = 16;

    /** In bytes, read at once: at most some two hundred requests. */
    private static final int AT_ONCE = 4096;

    /** Requests and their bodies' parts. */
    private final Deque<Object> held = new ArrayDeque<>();

    private int waiting;
    private boolean answering;

    private Pipelined() {}

    /** @param ended is run once it is closed, whatever the server makes of that */
    static void order(HttpConnection connection, Runnable ended) {
        ChannelHandlerContext server = ((ConnectionBase) connection).channelHandlerContext();
        server.channel().config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(AT_ONCE));
        server.channel().closeFuture().addListener(closed -> ended.run());
        server.pipeline().addBefore(server.name(), "pipelined", new Pipelined());
    }

    /** Ends it now. The server's own close waits until all that was written is read, for ever where nobody reads. */
    static void cut(HttpConnection connection) {
        var unused =
                ((ConnectionBase) connection).channelHandlerContext().channel().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        boolean request = message instanceof HttpRequest;
        if (held.isEmpty() && !(request && answering)) {
            answering |= request;
            super.channelRead(context, message);
            return;
        }
        held.add(message);
        if (request && ++waiting >= MOST) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** The server asks for more on behalf of the request it has. */
    @Override
    public void read(ChannelHandlerContext context) throws Exception {
        if (waiting < MOST) {
            super.read(context);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean only = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        super.write(context, message, promise);
        if (message instanceof LastHttpContent && !only) {
            answering = false;
            // when the server is done with this one
            context.executor().execute(() -> next(context));
        }
    }

    private void next(ChannelHandlerContext context) {
        if (answering || held.isEmpty()) {
            return;
        }
        answering = true;
        do {
            context.fireChannelRead(held.poll());
        } while (!held.isEmpty() && !(held.peek() instanceof HttpRequest));
        context.fireChannelReadComplete();
        if (--waiting == MOST - 1) {
            context.channel().config().setAutoRead(true);
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        super.channelInactive(context);
    }
}
