package io.github.homeexporter.luxtronik.binary;

import io.github.homeexporter.sample.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a controller has said last, as readings under the words of the vocabulary: the same rules make the same series of them
 * as of what the controller's pages say. Remembers each reading, so that one that has not changed is the same object.
 */
public final class ControllerReadings {
    private static final int SENSOR_MISSING = -500;
    private static final int UNAVAILABLE_16 = 0x7FFF;
    private static final int UNAVAILABLE_32 = 0x7FFF_FFFF;
    /** openHAB's "sign bug": what is above is no energy a house has used. */
    private static final int IMPOSSIBLE_ENERGY = 214_748_364;

    private static final int CLOCK = 134;
    private static final int REFRIGERANT_BOARD = 174;
    private static final int FIRMWARE = 81;
    private static final int ERROR_TIMES = 95;
    private static final int ERROR_CODES = 100;
    private static final int SWITCH_OFF_REASONS = 106;
    private static final int SWITCH_OFF_TIMES = 111;
    private static final int LOG = 5;
    private static final int[] HEATER_HEAT = {1059, 1140};

    private final String device;
    private final Map<Block.Kind, Block> blocks = new HashMap<>();
    private final Map<Reading, Reading> remembered = new HashMap<>();
    private ControllerTable table;

    public ControllerReadings(String device, ControllerTable table) {
        this.device = device;
        this.table = table;
    }

    public void table(ControllerTable now) {
        table = now;
    }

    public void take(Block block) {
        blocks.put(block.kind(), block);
    }

    /** What was said before is no longer so. */
    public void forget(Block.Kind kind) {
        blocks.remove(kind);
    }

    /** How many values a block has; 0 before the first. */
    public int count(Block.Kind kind) {
        return blocks.containsKey(kind) ? blocks.get(kind).values().length : 0;
    }

    /** {@code V3.78}: printable characters up to the first 0. */
    public String firmware() {
        StringBuilder text = new StringBuilder();
        for (int i = FIRMWARE; i < FIRMWARE + 10 && number(Block.Kind.CALCULATIONS, i) != 0; i++) {
            int c = number(Block.Kind.CALCULATIONS, i);
            if (c > ' ' && c < 0x7F) {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    /** By how much the controller's clock, read as UTC, is ahead; 0 when it says none. */
    public long clockOffset(Instant now) {
        int clock = number(Block.Kind.CALCULATIONS, CLOCK);
        return clock <= 0 ? 0 : clock - now.getEpochSecond();
    }

    /** Indexes that the controller has and the table has no row for, as {@code 0-9, 234}. */
    public String unknown(Block.Kind kind) {
        StringBuilder out = new StringBuilder();
        int count = count(kind);
        for (int from = 0; from < count; from++) {
            if (isUnknown(kind, from)) {
                int to = from;
                while (to + 1 < count && isUnknown(kind, to + 1)) {
                    to++;
                }
                out.append(out.isEmpty() ? "" : ", ").append(from).append(to > from ? "-" + to : "");
                from = to;
            }
        }
        return out.toString();
    }

    private boolean isUnknown(Block.Kind kind, int index) {
        boolean log = kind == Block.Kind.CALCULATIONS
                && (index >= FIRMWARE && index < FIRMWARE + 10
                        || index >= ERROR_TIMES && index < SWITCH_OFF_TIMES + LOG);
        return !log && !ControllerTable.isSecret(kind, index) && !table.knows(kind, index);
    }

    /** @param now for the clock's offset */
    public List<Reading> readings(Instant now) {
        List<Reading> all = new ArrayList<>();
        for (ControllerTable.Row row : table.rows()) {
            if (row.isExported() && has(row) && !ControllerTable.isSecret(row.block(), row.index()) && !isAbsent(row)) {
                row(row, now, all);
            }
        }
        add(all, "system_status", "software_version", firmware(), "", "");
        heaterHeat(all);
        log(all, ERROR_TIMES, ERROR_CODES, "error_memory", false);
        log(all, SWITCH_OFF_TIMES, SWITCH_OFF_REASONS, "switch_offs", true);
        remembered.clear();
        all.forEach(reading -> remembered.put(reading, reading));
        return all;
    }

    private void row(ControllerTable.Row row, Instant now, List<Reading> all) {
        int raw = number(row.block(), row.index());
        String unit = "";
        String said = "";
        String text;
        switch (row.type()) {
            case "bool" -> text = Boolean.toString(raw != 0);
            case "unixtime" -> {
                boolean clock = row.index() == CLOCK && row.block() == Block.Kind.CALCULATIONS;
                unit = clock ? "s" : "";
                text = clock
                        ? Long.toString(clockOffset(now))
                        : raw > 0 ? Instant.ofEpochSecond(raw).toString() : "";
            }
            case "int32", "uint32" -> {
                unit = row.unit();
                text = ControllerTable.divided(row.type().equals("int32") ? raw : raw & 0xFFFF_FFFFL, row.divide());
            }
            default -> {
                text = table.word(row.words(), raw);
                said = Integer.toString(raw);
            }
        }
        add(all, row.section(), row.item(), text, unit, said);
    }

    private boolean has(ControllerTable.Row row) {
        Block block = blocks.get(row.block());
        return block != null && block.has(row.index());
    }

    /** Not fitted or not available: said by a flag, or by a number that stands for it. */
    private boolean isAbsent(ControllerTable.Row row) {
        int raw = number(row.block(), row.index());
        boolean board = row.block() == Block.Kind.CALCULATIONS && row.index() > REFRIGERANT_BOARD && row.index() <= 181;
        Block flags = blocks.get(Block.Kind.VISIBILITIES);
        boolean hidden = flags != null && flags.has(row.flag()) && flags.values()[row.flag()] == 0;
        return hidden
                || raw == UNAVAILABLE_16 && !row.type().equals("uint32")
                || raw == UNAVAILABLE_32
                || row.unit().equals("°C") && raw == SENSOR_MISSING
                || row.unit().equals("kWh") && Integer.compareUnsigned(raw, IMPOSSIBLE_ENERGY) >= 0
                || board && number(Block.Kind.CALCULATIONS, REFRIGERANT_BOARD) == 0;
    }

    /** The heaters' heat moved from one number to the other with firmware 3.92; its scale depends on the board, and of the first series' nobody knows it. */
    private void heaterHeat(List<Reading> all) {
        int divide = firmware().startsWith("V3") ? 10 : firmware().startsWith("V2") ? 100 : 0;
        Block parameters = blocks.get(Block.Kind.PARAMETERS);
        if (divide == 0 || parameters == null || !parameters.has(HEATER_HEAT[0])) {
            return;
        }
        long sum = 0;
        for (int index : HEATER_HEAT) {
            int raw = number(Block.Kind.PARAMETERS, index);
            sum += raw == UNAVAILABLE_32 ? 0 : raw & 0xFFFF_FFFFL;
        }
        if (sum < IMPOSSIBLE_ENERGY) {
            add(all, "heat_quantity", "heater", ControllerTable.divided(sum, divide), "kWh", "");
        }
    }

    /** The name of a line is its time, as on the pages. The switch-offs are a ring: the newest is where the highest time is. */
    private void log(List<Reading> all, int times, int codes, String section, boolean words) {
        for (int i = 0; i < LOG; i++) {
            int time = number(Block.Kind.CALCULATIONS, times + i);
            int code = number(Block.Kind.CALCULATIONS, codes + i);
            if (time > 0 && time != UNAVAILABLE_32) {
                String text = words ? table.word("switch_off", code) : "(" + code + ")";
                add(all, section, Instant.ofEpochSecond(time).toString(), text, "", "");
            }
        }
    }

    private void add(List<Reading> all, String section, String item, String text, String unit, String raw) {
        if (!text.isEmpty()) {
            Reading reading = new Reading(device, section, item, text, unit, raw);
            all.add(remembered.getOrDefault(reading, reading));
        }
    }

    /** 0 when there is no such number. */
    private int number(Block.Kind kind, int index) {
        Block block = blocks.get(kind);
        return block != null && block.has(index) ? block.values()[index] : 0;
    }
}
