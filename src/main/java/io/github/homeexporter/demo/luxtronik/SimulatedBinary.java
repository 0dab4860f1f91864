package io.github.homeexporter.demo.luxtronik;

import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.Entry;
import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.LuxtronikValue;
import io.github.homeexporter.demo.net.DemoFile;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.LoopbackServer.LoopbackDevice;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/** The binary interface of a controller that is not there, on a free port of 127.0.0.1. */
public final class SimulatedBinary extends LoopbackDevice {
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
    private final List<Integer> commands = new CopyOnWriteArrayList<>();
    private volatile BinaryQuirk quirk = BinaryQuirk.NONE;
    private volatile int cut;

    /**
     * @param port 0 for a free one
     * @param numbers by command: 3003, 3004 or 3005
     */
    public SimulatedBinary(int port, IntFunction<int[]> numbers) throws IOException {
        this.numbers = numbers;
        serve(LoopbackServer.bare("luxtronik-binary", port, this::talk));
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

    /** The same pump in numbers: what the pages of a simulated controller show, by {@code demo/luxtronik-binary.csv}. */
    static final class LuxtronikNumbers implements IntFunction<int[]> {
        /** As firmware 3.90 has them. */
        private static final Map<Integer, Integer> COUNTS = Map.of(3003, 1187, 3004, 272, 3005, 398);

        private static final Map<String, Integer> MODES = Map.of("Heizen", 0, "WW", 1, "", 5);
        private static final int CLOCK = 134;

        private record Row(int command, int index, String place, double times) {}

        private final List<Row> rows = new ArrayList<>();
        private final Map<String, String> what = new HashMap<>();
        private final DoubleSupplier seconds;

        LuxtronikNumbers(List<Entry> pages, DoubleSupplier seconds) {
            this.seconds = seconds;
            collect(pages.get(0).children(), "");
            for (String[] cells : DemoFile.table("luxtronik-binary.csv", -1)) {
                String place = cells[2].isEmpty() ? "" : cells[2] + "|" + cells[3] + "|" + cells[4];
                rows.add(new Row(
                        Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), place, Double.parseDouble(cells[5])));
            }
        }

        private void collect(List<Entry> entries, String section) {
            for (Entry entry : entries) {
                String name = entry.names().get(0);
                if (entry.isLeaf()) {
                    int which = 1;
                    while (what.putIfAbsent(section + "|" + name + "|" + which, entry.what()) != null) {
                        which++;
                    }
                } else {
                    collect(entry.children(), section.isEmpty() ? name : section + "/" + name);
                }
            }
        }

        @Override
        public int[] apply(int command) {
            int[] numbers = new int[COUNTS.get(command)];
            if (command == 3005) {
                Arrays.fill(numbers, 1);
                // of the outlet of the source, which an air pump has not
                numbers[30] = 0;
                return numbers;
            }
            LuxtronikValue values = new LuxtronikValue(0, false, seconds.getAsDouble());
            for (Row row : rows) {
                if (row.command() == command) {
                    double shown = row.place().isEmpty() ? 1 : number(values.text(what.get(row.place())));
                    numbers[row.index()] = (int) Math.round(shown * row.times());
                }
            }
            if (command == 3004) {
                numbers[CLOCK] = (int) (System.currentTimeMillis() / 1000);
            }
            return numbers;
        }

        private static double number(String text) {
            if (MODES.containsKey(text)) {
                return MODES.get(text);
            }
            if (text.matches("\\d+:\\d\\d:\\d\\d")) {
                String[] parts = text.split(":");
                return Integer.parseInt(parts[0]) * 3600 + Integer.parseInt(parts[1]) * 60 + Integer.parseInt(parts[2]);
            }
            return text.equals("Ein")
                    ? 1
                    : text.equals("Aus") ? 0 : Double.parseDouble(text.replaceAll("[^0-9.-].*", ""));
        }
    }
}
