package io.github.homeexporter.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Counts the requests of a connection that wait for their answers: the server by itself reads, and keeps, as many as come. */
final class Pipelined extends ChannelDuplexHandler {
    /** Nobody who means well asks so much at once; who does, begins anew. */
    static final int MOST = 128;

    private final Runnable refused;
    private int waiting;

    private Pipelined(Runnable refused) {
        this.refused = refused;
    }

    /** @param refused is told when the connection is closed for asking too much */
    static void count(HttpConnection connection, Runnable refused) {
        ChannelHandlerContext server = ((ConnectionBase) connection).channelHandlerContext();
        server.pipeline().addBefore(server.name(), "pipelined", new Pipelined(refused));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest && ++waiting == MOST + 1) {
            refused.run();
            close(context, context.newPromise());
        }
        if (waiting > MOST) {
            // what came with it, and is read already
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean only = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !only && waiting <= MOST) {
            waiting--;
        }
        super.write(context, message, promise);
    }
}
