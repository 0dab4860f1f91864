package io.github.homeexporter.demo.net;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The server's side of one connection: a plain socket, frames written by hand (RFC 6455), so that it can also do what no server should. */
public final class WebSocketPeer implements Closeable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int LONGEST = 1024 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final HttpHead head;

    /** Reads the request's head. */
    WebSocketPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
        this.head = HttpHead.read(in);
    }

    /** One frame of the client, unmasked. */
    public record Frame(boolean last, int opcode, byte[] payload) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The status of a close frame, 1005 when it carries none. */
        public int closeStatus() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    public HttpHead head() {
        return head;
    }

    /** Answers with the switch of protocols. {@code subprotocol} may be empty. */
    public void upgrade(String subprotocol) throws IOException {
        String chosen = subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
        write(HttpHead.bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + chosen + "Sec-WebSocket-Accept: " + accept(head.header("Sec-WebSocket-Key")) + "\r\n\r\n"));
    }

    /** Answers as a plain web server. */
    public void respond(int status, String contentType, byte[] body) throws IOException {
        write(HttpHead.bytes("HTTP/1.1 " + status + " -\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n"));
        write(body);
    }

    /** The next frame of the client; blocks. */
    public Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if ((second & 0x80) == 0 || length < 0 || length > LONGEST) {
            throw new IOException("a client's frame must be masked and not longer than " + LONGEST + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        if (mask.length < 4 || payload.length < length) {
            throw new IOException("the client left in the middle of a frame");
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame((first & 0x80) != 0, first & 0x0f, payload);
    }

    public void sendText(String text) throws IOException {
        send(true, TEXT, HttpHead.bytes(text));
    }

    /** As many frames as it takes when none is longer than {@code size} bytes; characters may be cut in two. */
    public void sendFragmented(String text, int size) throws IOException {
        byte[] all = HttpHead.bytes(text);
        for (int at = 0; at < all.length || at == 0; at += size) {
            int end = Math.min(all.length, at + size);
            send(end == all.length, at == 0 ? TEXT : CONTINUATION, Arrays.copyOfRange(all, at, end));
        }
    }

    /** Any frame at all, right or wrong. */
    public void send(boolean last, int opcode, byte[] payload) throws IOException {
        write(frame(last, opcode, payload));
    }

    private static byte[] frame(boolean last, int opcode, byte[] payload) {
        ByteBuffer header = ByteBuffer.allocate(10);
        header.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            header.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            header.put((byte) 126).putShort((short) payload.length);
        } else {
            header.put((byte) 127).putLong(payload.length);
        }
        byte[] frame = Arrays.copyOf(header.array(), header.position() + payload.length);
        System.arraycopy(payload, 0, frame, header.position(), payload.length);
        return frame;
    }

    public void sendClose(int status) throws IOException {
        send(true, CLOSE, ByteBuffer.allocate(2).putShort((short) status).array());
    }

    /** Frames that are made already, in one piece. */
    public void frames(byte[] made) throws IOException {
        write(made);
    }

    /** A frame as it goes over the wire, for {@link #frames}. */
    public static byte[] frame(int opcode, byte[] payload) {
        return frame(true, opcode, payload);
    }

    /** Lets time go by. @return whether the client is still there and has said nothing */
    public boolean isWaitedOutBy(int millis) throws IOException {
        in.mark(1);
        socket.setSoTimeout(millis);
        try {
            boolean left = in.read() < 0;
            in.reset();
            return !left;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Leaves with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private synchronized void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Leaves without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(HttpHead.bytes(key + GUID));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
