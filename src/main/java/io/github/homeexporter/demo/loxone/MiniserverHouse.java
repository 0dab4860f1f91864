package io.github.homeexporter.demo.loxone;

import io.github.homeexporter.demo.net.DemoFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a simulated Miniserver controls: the structure file it shows and the states it sends. */
public final class MiniserverHouse {
    private static final double TURN = 2 * Math.PI;

    /** A state that swings between two numbers. */
    private record Swing(double low, double high, double seconds, boolean whole) {
        double at(double time) {
            double value = low + (high - low) * (1 - Math.cos(time / seconds * TURN)) / 2;
            return whole ? Math.rint(value) : Math.rint(value * 100) / 100;
        }
    }

    private final String version;
    private final String structure;
    private final Map<String, Swing> swings = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final long since = System.nanoTime();

    /**
     * @param version what {@code LoxAPPversion3} answers
     * @param structure the structure file
     */
    public MiniserverHouse(String version, String structure) {
        this.version = version;
        this.structure = structure;
    }

    /** A small family's: rooms, blinds, lights, a boiler, a meter, a car. */
    public static MiniserverHouse demo() {
        MiniserverHouse house = new MiniserverHouse("2026-01-10 13:24:37", DemoFile.text("loxone.json"));
        for (String line : DemoFile.text("loxone-states.csv").lines().skip(1).toList()) {
            String[] cells = line.split(";");
            if (cells[1].equals("text")) {
                house.text(cells[0], cells[2]);
            } else {
                house.swings.put(
                        cells[0],
                        new Swing(
                                Double.parseDouble(cells[2]),
                                Double.parseDouble(cells[3]),
                                Double.parseDouble(cells[4]),
                                cells[1].equals("whole")));
            }
        }
        return house;
    }

    /**
     * As many controls with one state each, all 0.
     *
     * @param padding characters that are added to the file
     */
    public static MiniserverHouse of(int controls, int padding) {
        StringBuilder json = new StringBuilder(controls * 220 + padding + 500)
                .append("{\"lastModified\":\"2026-01-10 13:24:37\",\"msInfo\":{\"serialNr\":\"504F94D00001\","
                        + "\"msName\":\"Generated\",\"miniserverType\":0},\"padding\":\"")
                .append("x".repeat(padding))
                .append("\",\"globalStates\":{},\"operatingModes\":{},\"rooms\":{\"")
                .append(room())
                .append("\":{\"uuid\":\"")
                .append(room())
                .append("\",\"name\":\"Hall\"}},\"cats\":{},\"controls\":{");
        for (int i = 0; i < controls; i++) {
            String control = uuid(0x0c, i);
            json.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "\"%s\":{\"name\":\"Sensor %d\",\"type\":\"InfoOnlyAnalog\",\"uuidAction\":\"%s\","
                                    + "\"room\":\"%s\",\"states\":{\"value\":\"%s\"}}",
                            control,
                            i,
                            control,
                            room(),
                            state(i)));
        }
        MiniserverHouse house =
                new MiniserverHouse("2026-01-10 13:24:37", json.append("}}").toString());
        for (int i = 0; i < controls; i++) {
            house.number(state(i), 0);
        }
        return house;
    }

    /** UUID of the state of the n-th control of {@link #of}. */
    public static String state(int number) {
        return uuid(0x05, number);
    }

    private static String room() {
        return uuid(0x0a, 0);
    }

    private static String uuid(int kind, int number) {
        return String.format(Locale.ROOT, "%08x-%04x-1111-ffff%012x", kind, number & 0xffff, number);
    }

    /** The same house after somebody called a room or a control otherwise. */
    public MiniserverHouse renamed(String name, String other) {
        MiniserverHouse house = new MiniserverHouse(
                version.equals("renamed") ? "renamed again" : "renamed",
                structure.replace('"' + name + '"', '"' + other + '"'));
        house.swings.putAll(swings);
        house.texts.putAll(texts);
        return house;
    }

    public MiniserverHouse number(String state, double value) {
        swings.put(state, new Swing(value, value, 1, false));
        return this;
    }

    public MiniserverHouse text(String state, String text) {
        texts.put(state, text);
        return this;
    }

    public String version() {
        return version;
    }

    public String structure() {
        return structure;
    }

    public List<String> states() {
        return List.copyOf(swings.keySet());
    }

    /** The full value table, as of now. */
    byte[] values() {
        double time = (System.nanoTime() - since) / 1e9;
        Map<String, Double> now = new LinkedHashMap<>();
        swings.forEach((state, swing) -> now.put(state, swing.at(time)));
        return MiniserverWire.values(now);
    }

    byte[] texts() {
        return MiniserverWire.texts(texts);
    }
}
