package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.protocol.Mbap;
import io.github.homeexporter.modbus.protocol.Reply;
import io.github.homeexporter.modbus.protocol.Reply.MalformedReply;
import io.github.homeexporter.modbus.protocol.Request;
import io.github.homeexporter.tape.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageCodec;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;

/**
 * Requests to frames and whole frames to replies, one request open at a time. Gives out the transaction ids of its channel;
 * an answer to an earlier request is dropped, anything else that is no answer closes the channel.
 */
final class MbapCodec extends ByteToMessageCodec<Request> {
    /** A codec for every channel that is opened; counts what they see. */
    @ChannelHandler.Sharable
    static final class Factory extends DefaultChannelHandlerFactory {
        private final String peer;
        final AtomicLong connects = new AtomicLong();
        final AtomicLong stale = new AtomicLong();

        /** @param peer what the other side is called in the log */
        Factory(String peer) {
            this.peer = peer;
        }

        @Override
        public ChannelHandler newChannelHandler() {
            return new MbapCodec(this);
        }
    }

    static final Frames FRAMES = Frames.of("modbus");

    private final Factory counts;
    private int transaction;
    private Request open;

    private MbapCodec(Factory counts) {
        super(Request.class);
        this.counts = counts;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        counts.connects.incrementAndGet();
        super.channelActive(context);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Request request, ByteBuf out) {
        transaction = transaction + 1 & 0xFFFF;
        open = request;
        byte[] frame = Mbap.frame(transaction, request);
        FRAMES.sent(counts.peer, frame);
        out.writeBytes(frame);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        byte[] frame = new byte[in.readableBytes()];
        in.readBytes(frame);
        FRAMES.received(counts.peer, frame);
        try {
            Mbap head = Mbap.of(frame);
            if (open == null || head.transaction() != transaction) {
                counts.stale.incrementAndGet();
                return;
            }
            head.mustAnswer(open, frame.length);
            byte[] pdu = new byte[frame.length - Mbap.SIZE];
            System.arraycopy(frame, Mbap.SIZE, pdu, 0, pdu.length);
            Reply reply = open.reply(pdu);
            open = null;
            out.add(reply);
        } catch (MalformedReply e) {
            throw new CorruptedFrameException(e.getMessage(), e);
        }
    }
}
