package io.github.homeexporter.demo.luxtronik;

import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.Entry;
import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.LuxtronikValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/** The same pump in numbers: what the pages of a simulated controller show, by {@code demo/luxtronik-binary.csv}. */
final class LuxtronikNumbers implements IntFunction<int[]> {
    private static final String TABLE = "/demo/luxtronik-binary.csv";
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
        try (InputStream in = LuxtronikNumbers.class.getResourceAsStream(TABLE)) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            table.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] cells = line.split(";", -1);
                String place = cells[2].isEmpty() ? "" : cells[2] + "|" + cells[3] + "|" + cells[4];
                rows.add(new Row(
                        Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), place, Double.parseDouble(cells[5])));
            });
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + TABLE, e);
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
        return text.equals("Ein") ? 1 : text.equals("Aus") ? 0 : Double.parseDouble(text.replaceAll("[^0-9.-].*", ""));
    }
}
