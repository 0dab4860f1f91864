package io.github.homeexporter.demo.isg;

import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.LoopbackServer.LoopbackDevice;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A Modbus TCP device on a free port of 127.0.0.1, with plain sockets so that it can also misbehave. */
public final class SimulatedModbus extends LoopbackDevice {
    private static final int HEAD = 7;

    /** Says something instead of the right answer; the socket is closed when it returns {@code false}, reset when it throws. */
    @FunctionalInterface
    public interface Misbehaviour {
        /**
         * @param request the whole frame that was asked
         * @param right the whole frame that would answer it
         */
        boolean answer(byte[] request, byte[] right, OutputStream out) throws IOException, InterruptedException;
    }

    private final ModbusMemory memory;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger misbehaving = new AtomicInteger();
    private volatile Misbehaviour misbehaviour = (request, right, out) -> true;

    /** @param port 0 for a free one */
    public SimulatedModbus(ModbusMemory memory, int port) throws IOException {
        this.memory = memory;
        serve(LoopbackServer.bare("modbus", port, this::serve));
    }

    public SimulatedModbus(ModbusMemory memory) throws IOException {
        this(memory, 0);
    }

    public ModbusMemory memory() {
        return memory;
    }

    /** The next {@code times} requests are answered like that. */
    public void misbehave(int times, Misbehaviour how) {
        misbehaviour = how;
        misbehaving.set(times);
    }

    /** All requests so far without their transaction ids, as hexadecimal digits. */
    public List<String> requests() {
        return requests;
    }

    public int accepted() {
        return server().accepted();
    }

    /** The most connections that were open at the same time. */
    public int mostOpen() {
        return server().mostOpen();
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (answer(frame(in), socket)) {
            socket.getOutputStream().flush();
        }
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        byte[] head = new byte[HEAD];
        in.readFully(head);
        int length = ByteBuffer.wrap(head).getShort(4) & 0xFFFF;
        if (length < 2 || length > 254) {
            throw new EOFException("a frame of length " + length);
        }
        byte[] frame = java.util.Arrays.copyOf(head, HEAD - 1 + length);
        in.readFully(frame, HEAD, length - 1);
        return frame;
    }

    private boolean answer(byte[] request, Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        requests.add(HexFormat.of().formatHex(request, HEAD - 1, request.length));
        byte[] pdu = memory.answer(java.util.Arrays.copyOfRange(request, HEAD, request.length));
        byte[] right = ByteBuffer.allocate(HEAD + pdu.length)
                .put(request, 0, 4)
                .putShort((short) (pdu.length + 1))
                .put(request[HEAD - 1])
                .put(pdu)
                .array();
        if (misbehaving.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            try {
                return misbehaviour.answer(request, right, out);
            } catch (IOException e) {
                // closed without a goodbye: the peer sees a reset
                socket.setSoLinger(true, 0);
                throw e;
            }
        }
        out.write(right);
        return true;
    }
}
