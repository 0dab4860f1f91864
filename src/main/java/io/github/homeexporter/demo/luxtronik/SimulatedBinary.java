package io.github.homeexporter.demo.luxtronik;

import io.github.homeexporter.demo.net.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** The binary interface of a controller that is not there, on a free port of 127.0.0.1. */
public final class SimulatedBinary implements Closeable {
    private static final int PARAMETERS = 3003;
    private static final int CALCULATIONS = 3004;
    private static final int VISIBILITIES = 3005;

    /** What controllers and what stands between can do wrong. */
    public enum BinaryQuirk {
        NONE,
        CLOSE_AT_ONCE,
        CLOSE_IN_THE_MIDDLE,
        /** A byte every 50 ms. */
        DRIP,
        SILENT,
        /** Somebody changes parameters at the panel. */
        BUSY,
        NO_VALUES,
        FEWER_THAN_NONE,
        MORE_THAN_EVER,
        WRONG_COMMAND,
        STRAY_BYTES,
        /** Only calculations are whole. */
        CLOSE_AFTER_CALCULATIONS
    }

    private final IntFunction<int[]> numbers;
    private final LoopbackServer server;
    private final List<Integer> commands = new CopyOnWriteArrayList<>();
    private volatile BinaryQuirk quirk = BinaryQuirk.NONE;
    private volatile int cut;

    /**
     * @param port 0 for a free one
     * @param numbers by command: 3003, 3004 or 3005
     */
    public SimulatedBinary(int port, IntFunction<int[]> numbers) throws IOException {
        this.numbers = numbers;
        this.server = LoopbackServer.bare("luxtronik-binary", port, this::talk);
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return server.port();
    }

    /** From now on, instead of the one before. */
    public SimulatedBinary quirk(BinaryQuirk now) {
        quirk = now;
        return this;
    }

    /** Answers come in two pieces, the first of so many bytes; 0 for whole. */
    public SimulatedBinary cutAt(int bytes) {
        cut = bytes;
        return this;
    }

    /** All that was ever asked: anything but 3003, 3004 and 3005 would be a fault of who asks. */
    public List<Integer> commands() {
        return commands;
    }

    public LoopbackServer server() {
        return server;
    }

    private void talk(Socket socket) throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        if (quirk == BinaryQuirk.CLOSE_AT_ONCE) {
            return;
        }
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            int command;
            try {
                command = in.readInt();
                commands.add(command);
                in.readInt();
            } catch (EOFException e) {
                return;
            }
            boolean isOver = quirk == BinaryQuirk.CLOSE_AFTER_CALCULATIONS && command != CALCULATIONS;
            if (isOver || !say(answer(command), socket.getOutputStream())) {
                return;
            }
        }
    }

    /** @return whether the connection goes on */
    private boolean say(byte[] answer, OutputStream out) throws IOException, InterruptedException {
        switch (quirk) {
            case SILENT -> {
                return true;
            }
            case CLOSE_IN_THE_MIDDLE -> {
                out.write(answer, 0, answer.length / 2);
                return false;
            }
            case DRIP -> {
                for (byte b : answer) {
                    out.write(b);
                    Thread.sleep(50);
                }
            }
            default -> {
                int first = Math.min(cut, answer.length);
                out.write(answer, 0, first);
                out.flush();
                if (first > 0) {
                    Thread.sleep(1);
                }
                out.write(answer, first, answer.length - first);
            }
        }
        return true;
    }

    private byte[] answer(int command) throws IOException {
        int[] values = command < PARAMETERS || command > VISIBILITIES ? new int[0] : numbers.apply(command);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (quirk == BinaryQuirk.STRAY_BYTES) {
            out.writeInt(0x0A0B0C0D);
        }
        out.writeInt(quirk == BinaryQuirk.WRONG_COMMAND ? command + 1 : command);
        if (command == CALCULATIONS) {
            out.writeInt(quirk == BinaryQuirk.BUSY ? 3 : 0);
        }
        out.writeInt(
                switch (quirk) {
                    case NO_VALUES -> 0;
                    case FEWER_THAN_NONE -> -1;
                    case MORE_THAN_EVER -> Integer.MAX_VALUE;
                    default -> values.length;
                });
        for (int value : values) {
            if (command == VISIBILITIES) {
                out.writeByte(value);
            } else {
                out.writeInt(value);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
