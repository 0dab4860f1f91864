package io.github.homeexporter.modbus.protocol;

import io.github.homeexporter.modbus.protocol.Request.Reply.MalformedReply;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.commons.codec.digest.Crc16;

/** What stands around a request and an answer. */
public enum Framing {
    /** Modbus Messaging on TCP/IP Implementation Guide V1.0b: transaction, protocol 0, length of the rest, unit. */
    TCP {
        @Override
        public byte[] frame(int transaction, Request request) {
            byte[] pdu = request.pdu();
            return ByteBuffer.allocate(HEAD + pdu.length)
                    .putShort((short) transaction)
                    .putShort((short) 0)
                    .putShort((short) (pdu.length + 1))
                    .put((byte) request.unit())
                    .put(pdu)
                    .array();
        }

        @Override
        public int length(byte[] begin) throws MalformedReply {
            if (begin.length < HEAD - 1) {
                return 0;
            }
            int protocol = word(begin, 2);
            if (protocol != 0) {
                throw new MalformedReply("protocol id " + protocol + " is not Modbus TCP; try framing=rtu");
            }
            int length = word(begin, 4);
            if (length < 2 || length > MAX_FRAME - (HEAD - 1)) {
                throw new MalformedReply("a frame that says its length is " + length + " is not Modbus TCP");
            }
            return HEAD - 1 + length;
        }

        @Override
        public Answer answer(byte[] frame) {
            return new Answer(word(frame, 0), frame[HEAD - 1] & 0xFF, Arrays.copyOfRange(frame, HEAD, frame.length));
        }
    },

    /** Modbus over Serial Line V1.02: unit, and a CRC with its low byte first. Nothing tells which request is answered. */
    RTU {
        @Override
        public byte[] frame(int transaction, Request request) {
            byte[] pdu = request.pdu();
            byte[] frame = new byte[pdu.length + 3];
            frame[0] = (byte) request.unit();
            System.arraycopy(pdu, 0, frame, 1, pdu.length);
            int crc = crc(frame, frame.length - 2);
            frame[frame.length - 2] = (byte) crc;
            frame[frame.length - 1] = (byte) (crc >> 8);
            return frame;
        }

        @Override
        public int length(byte[] begin) throws MalformedReply {
            if (begin.length < 3) {
                return 0;
            }
            int function = begin[1] & 0xFF;
            if (function >= 0x80) {
                return 5;
            }
            return switch (function) {
                case 1, 2, 3, 4 -> 5 + (begin[2] & 0xFF);
                case 5, 6, 15, 16 -> 8;
                default -> throw new MalformedReply("function " + function + " answered; is it Modbus RTU (framing)?");
            };
        }

        @Override
        public Answer answer(byte[] frame) throws MalformedReply {
            int end = frame.length - 2;
            int said = frame[end] & 0xFF | (frame[end + 1] & 0xFF) << 8;
            if (said != crc(frame, end)) {
                throw new MalformedReply("the checksum of " + Request.hex(frame) + " is wrong");
            }
            return new Answer(-1, frame[0] & 0xFF, Arrays.copyOfRange(frame, 1, end));
        }
    };

    private static final int HEAD = 7;
    /** Modbus Messaging on TCP/IP Implementation Guide V1.0b, section 4.1: the largest frame. */
    static final int MAX_FRAME = 260;

    /**
     * @param transaction -1 where there is none
     * @param pdu function and what follows it
     */
    public record Answer(int transaction, int unit, byte[] pdu) {}

    public abstract byte[] frame(int transaction, Request request);

    /** Bytes at its begin that count the requests of a connection: no part of what is asked. */
    public int counted() {
        return this == TCP ? Short.BYTES : 0;
    }

    /**
     * Bytes of the frame that begins so; 0 while that is not known.
     *
     * @throws MalformedReply when it is no frame
     */
    public abstract int length(byte[] begin) throws MalformedReply;

    /** @param frame as long as {@link #length} says */
    public abstract Answer answer(byte[] frame) throws MalformedReply;

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /** CRC-16 of the first bytes, polynomial 0xA001. */
    private static int crc(byte[] bytes, int count) {
        Crc16 crc = Crc16.modbus();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }
}
