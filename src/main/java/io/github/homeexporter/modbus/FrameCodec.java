package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.LinkOptions.Link;
import io.github.homeexporter.modbus.protocol.Framing;
import io.github.homeexporter.modbus.protocol.Request;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.modbus.protocol.Request.Reply.MalformedReply;
import io.github.homeexporter.tape.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageCodec;
import io.netty.handler.codec.CorruptedFrameException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;

/**
 * Requests to frames and whole frames to replies, one request open at a time. Gives out the transaction ids of its channel;
 * an answer to another request is dropped, anything else that is no answer closes the channel.
 */
final class FrameCodec extends ByteToMessageCodec<Request> {
    /** A codec for every channel that is opened; counts what they see. */
    @ChannelHandler.Sharable
    static final class Factory extends DefaultChannelHandlerFactory {
        final AtomicLong connects = new AtomicLong();
        final AtomicLong stale = new AtomicLong();
        private final String peer;
        private final Link link;

        /** Before the first request of a channel. */
        volatile Duration pauseAfterConnect;
        /** The open one, null when there is none. */
        private volatile Channel channel;
        /** Whether the peer has answered on the open channel. */
        private volatile boolean answered;
        /** Said by an answer that was dropped since the last request; empty when there was none. */
        private volatile String foreign = "";

        /** @param peer what the other side is called in the log */
        Factory(String peer, Link link) {
            this.peer = peer;
            this.link = link;
            this.pauseAfterConnect = link.pauseAfterConnect();
        }

        @Override
        public ChannelHandler newChannelHandler() {
            return new FrameCodec(this);
        }

        boolean isOpen() {
            Channel open = channel;
            return open != null && open.isActive();
        }

        boolean hasAnswered() {
            return answered;
        }

        String foreign() {
            return foreign;
        }

        void close() {
            Channel open = channel;
            if (open != null) {
                open.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
            }
        }
    }

    static final Frames FRAMES = Frames.of("modbus");

    private final Factory factory;
    private final Framing framing;
    private int transaction;
    private long connected;
    private int dropped;
    private Request open;

    private FrameCodec(Factory factory) {
        super(Request.class);
        this.factory = factory;
        this.framing = factory.link.framing();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        factory.connects.incrementAndGet();
        factory.channel = context.channel();
        factory.answered = false;
        connected = System.nanoTime();
        super.channelActive(context);
    }

    /** What comes too early after the connecting waits here. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        long rest = factory.pauseAfterConnect.toNanos() - (System.nanoTime() - connected);
        if (rest <= 0 || factory.answered) {
            super.write(context, message, promise);
            return;
        }
        var unused = context.executor()
                .schedule(
                        () -> {
                            super.write(context, message, promise);
                            context.flush();
                            return null;
                        },
                        rest,
                        TimeUnit.NANOSECONDS);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Request request, ByteBuf out) {
        transaction = transaction + 1 & 0xFFFF;
        dropped = 0;
        // not with a new connection, which the pool makes behind a timeout whose reason this is
        factory.foreign = "";
        open = request;
        byte[] frame = framing.frame(transaction, request);
        FRAMES.sent(factory.peer, frame);
        out.writeBytes(frame);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        byte[] begin = new byte[in.readableBytes()];
        in.getBytes(in.readerIndex(), begin);
        try {
            int length = framing.length(begin);
            if (length == 0 || begin.length < length) {
                return;
            }
            byte[] frame = new byte[length];
            in.readBytes(frame);
            FRAMES.received(factory.peer, frame);
            take(framing.answer(frame), out);
        } catch (MalformedReply e) {
            FRAMES.received(factory.peer, begin);
            in.skipBytes(in.readableBytes());
            throw new CorruptedFrameException(e.getMessage(), e);
        }
    }

    private void take(Framing.Answer answer, List<Object> out) throws MalformedReply {
        boolean other = answer.transaction() >= 0 && answer.transaction() != transaction;
        if (open == null || other && !factory.link.anyTransaction()) {
            factory.foreign = "transaction id " + answer.transaction() + " instead of " + transaction
                    + " (anyTransaction=true takes it)";
            dropped++;
            return;
        }
        if (answer.unit() != open.unit() && !factory.link.anyUnit()) {
            throw new MalformedReply(
                    "unit " + answer.unit() + " answered for unit " + open.unit() + " (anyUnit=true takes it)");
        }
        Reply reply = open.reply(answer.pdu());
        open = null;
        factory.answered = true;
        factory.foreign = "";
        // only now it is known that they belonged to earlier requests
        factory.stale.addAndGet(dropped);
        dropped = 0;
        out.add(reply);
    }
}
