package io.github.homeexporter.modbus.protocol;

import io.github.homeexporter.modbus.protocol.Reply.MalformedReply;
import java.nio.ByteBuffer;

/** The seven bytes before every request and answer on TCP: transaction, protocol 0, length of the rest, unit. */
public record Mbap(int transaction, int protocol, int length, int unit) {
    public static final int SIZE = 7;
    /** Modbus Messaging on TCP/IP Implementation Guide V1.0b, section 4.1: the largest frame. */
    public static final int MAX_FRAME = 260;

    public static byte[] frame(int transaction, Request request) {
        byte[] pdu = request.pdu();
        return ByteBuffer.allocate(SIZE + pdu.length)
                .putShort((short) transaction)
                .putShort((short) 0)
                .putShort((short) (pdu.length + 1))
                .put((byte) request.unit())
                .put(pdu)
                .array();
    }

    public static Mbap of(byte[] frame) throws MalformedReply {
        if (frame.length < SIZE) {
            throw new MalformedReply("a frame of " + frame.length + " bytes is too short");
        }
        ByteBuffer in = ByteBuffer.wrap(frame);
        return new Mbap(in.getShort() & 0xFFFF, in.getShort() & 0xFFFF, in.getShort() & 0xFFFF, in.get() & 0xFF);
    }

    /** Checks what must be so in every answer but the transaction, which may be an earlier one's. */
    public void mustAnswer(Request request, int bytes) throws MalformedReply {
        if (protocol != 0) {
            throw new MalformedReply("protocol id " + protocol + " is not Modbus");
        }
        if (length != bytes - (SIZE - 1)) {
            throw new MalformedReply("a frame of " + bytes + " bytes says its length is " + length);
        }
        if (unit != request.unit()) {
            throw new MalformedReply("unit " + unit + " answered for unit " + request.unit());
        }
    }
}
