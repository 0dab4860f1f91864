package io.github.homeexporter.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Counts the requests of a connection that wait for their answers, and reads no more when they are many: the server by itself
 * reads, and keeps, as many as come.
 */
final class Pipelined extends ChannelDuplexHandler {
    /** Besides those that have come with the last of them. */
    static final int MOST = 16;

    /** In bytes, read at once: at most some two hundred requests. */
    private static final int AT_ONCE = 4096;

    private int waiting;

    static void count(HttpConnection connection) {
        ChannelHandlerContext server = ((ConnectionBase) connection).channelHandlerContext();
        server.channel().config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(AT_ONCE));
        server.pipeline().addBefore(server.name(), "pipelined", new Pipelined());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest && ++waiting >= MOST) {
            context.channel().config().setAutoRead(false);
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean only = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !only && --waiting == MOST - 1) {
            context.channel().config().setAutoRead(true);
        }
        super.write(context, message, promise);
    }
}
