package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.structure.Control.Formats;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.FormatReader.FormatUnit;
import io.github.homeexporter.loxone.structure.Meanings.Meaning.Measure;
import io.github.homeexporter.loxone.structure.StateTable.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What each state of one structure file means. */
public final class Meanings {
    private static final String DEGREES = "°";
    /** What people and Loxone call the things whose degrees are of an angle; else a bare degree sign is of a temperature. */
    private static final Pattern ANGLE = Pattern.compile(
            "(?iu)azimut|elevation|direction|angle|tilt|slope|bearing|heading|rotation|winkel|richtung|neigung|sonnenstand"
                    + "|lamel|směr|úhel|sklon|orientation|inclinaison|direcci|ángulo|kierunek|kąt");

    private final Map<Integer, String> operatingModes;
    private final String degree;
    private final Map<String, Optional<Line>> lines = new HashMap<>();

    public Meanings(Structure structure) {
        this(structure.operatingModes(), structure.miniserver().fahrenheit());
    }

    /** @param fahrenheit whether the Miniserver's bare degrees are Fahrenheit */
    public Meanings(Map<Integer, String> operatingModes, boolean fahrenheit) {
        this.operatingModes = operatingModes;
        this.degree = fahrenheit ? "°F" : "°C";
    }

    public Meaning of(Control control, StateRef state) {
        Optional<Line> line = lines.computeIfAbsent(
                control.type() + '|' + state.name(), key -> StateTable.shipped().of(control.type(), state.name()));
        Measure measure = line.map(found -> measure(found.unit())).orElse(Measure.UNIT);
        return new Meaning(
                measure,
                measure == Measure.UNIT ? unit(control, state, line) : measure == Measure.DIFFERENCE ? degree : "",
                StateUnits.isCounter(control, state.name())
                        || line.filter(Line::counter).isPresent(),
                line.map(Line::absent).orElse(Set.of()),
                line.map(found -> words(control, found)).orElse(Map.of()),
                line.filter(Line::bits).isPresent());
    }

    /** What stands in a state that is JSON: its path to what it means, in the table's order. */
    public List<Field> fields(Control control, StateRef state) {
        List<Field> fields = new ArrayList<>();
        for (Line line : StateTable.shipped().fields(control.type(), state.name())) {
            Measure measure = measure(line.unit());
            String unit = measure == Measure.UNIT ? unit(line.unit()) : "";
            fields.add(new Field(
                    line.field(),
                    new Meaning(measure, unit, line.counter(), line.absent(), words(control, line), line.bits())));
        }
        return fields;
    }

    /**
     * Something within a state that is JSON.
     *
     * @param path {@code .locked}: of the object; {@code [name].pwr}: of each object of a list, which are told apart by
     *     {@code name}; {@code []}: each number of a list; {@code .count}: how many there are
     */
    public record Field(String path, Meaning meaning) {}

    private static Measure measure(String unit) {
        return switch (unit) {
            case "difference" -> Measure.DIFFERENCE;
            case "ratio" -> Measure.RATIO;
            case "unix" -> Measure.UNIX;
            case "since2009" -> Measure.SINCE_2009;
            case "number" -> Measure.NUMBER;
            default -> Measure.UNIT;
        };
    }

    /** The format comes from who knows the house; the table only knows the control type. */
    private String unit(Control control, StateRef state, Optional<Line> line) {
        String shown = StateUnits.of(control, state);
        if (shown.equals(DEGREES)) {
            return isAngle(control, state) ? DEGREES : degree;
        }
        return shown.isEmpty() ? line.map(found -> unit(found.unit())).orElse("") : shown;
    }

    private String unit(String inTable) {
        return inTable.equals("temperature") ? degree : inTable;
    }

    private static boolean isAngle(Control control, StateRef state) {
        return ANGLE.matcher(control.name()).find()
                || ANGLE.matcher(state.name()).find();
    }

    private Map<Integer, String> words(Control control, Line line) {
        Map<Integer, String> words = new TreeMap<>(line.words());
        for (String where : line.named()) {
            Map<Integer, String> own = where.equals("operatingModes")
                    ? operatingModes
                    : control.formats().words(where);
            own.forEach((number, word) -> {
                if (!word.isBlank()) {
                    words.putIfAbsent(number, word.strip());
                }
            });
        }
        return words;
    }

    /**
     * What a state means, by Loxone's document of the structure file and by the control's own format and words.
     *
     * @param unit as formats write it, {@code °C} or {@code °F} for a temperature; empty for none
     * @param counter whether it only ever counts up
     * @param absent numbers that stand for no value
     * @param words what its numbers are called, empty for a plain number
     * @param bits whether a number is a sum of those in {@code words}
     */
    public record Meaning(
            Measure measure,
            String unit,
            boolean counter,
            Set<Double> absent,
            Map<Integer, String> words,
            boolean bits) {
        /** How a number is to be taken. */
        public enum Measure {
            /** As the unit says. */
            UNIT,
            /** Of two temperatures: no zero point. */
            DIFFERENCE,
            /** 0 to 1. */
            RATIO,
            /** Seconds since 1970; what is not positive is no moment. */
            UNIX,
            /** Seconds since 2009; as above. */
            SINCE_2009,
            /** An index, a bit map, a state: whatever a format says, it has no unit. */
            NUMBER;

            boolean isMoment() {
                return this == UNIX || this == SINCE_2009;
            }
        }

        /** Whether a number stands for no value. */
        public boolean isAbsent(double value) {
            return absent.contains(value) || (measure.isMoment() && !(value > 0));
        }

        /** Whether every number stands for a value. */
        public boolean isAlwaysThere() {
            return absent.isEmpty() && !measure.isMoment();
        }
    }

    /**
     * Which of a control's formats belongs to which of its states. The structure file says it outright for states with statistics;
     * for the rest it follows the structure document's chapters on the control types.
     */
    static final class StateUnits {
        private static final Set<String> VALUE_STATES = Set.of("value", "min", "max", "step");
        private static final Set<String> PRICES = Set.of("current", "manualMax", "average", "low", "high", "veryHigh");
        private static final Set<String> POWERS = Set.of("Ppwr", "Gpwr", "Spwr");

        private StateUnits() {}

        /** Text of the unit, empty when it is not known. */
        static String of(Control control, StateRef state) {
            Formats formats = control.formats();
            String byStatistic = formats.outputs().get(state.name());
            if (byStatistic == null) {
                byStatistic = formats.byUuid().get(state.uuid().toString());
            }
            if (byStatistic != null) {
                return FormatUnit.of(byStatistic);
            }
            String key = formatKey(control, state.name());
            return FormatUnit.of(formats.details().getOrDefault(key, ""));
        }

        /** Whether the state only ever counts up. */
        static boolean isCounter(Control control, String state) {
            return control.formats().accumulated().contains(state)
                    || (control.type().equals("Meter") && (state.equals("total") || state.equals("totalNeg")));
        }

        private static String formatKey(Control control, String state) {
            if (state.startsWith("actual")
                    && !control.formats()
                            .details()
                            .getOrDefault("actualFormat", "")
                            .isEmpty()) {
                return "actualFormat";
            }
            if (POWERS.contains(state)) {
                return "actualFormat";
            }
            if (state.startsWith("total")) {
                boolean own = state.startsWith("totalNeg")
                        && control.formats().details().containsKey("totalFormatNeg");
                return own ? "totalFormatNeg" : "totalFormat";
            }
            if (state.equals("storage")) {
                return "storageFormat";
            }
            if (control.type().equals("SpotPriceOptimizer") && PRICES.contains(state)) {
                return "format";
            }
            if (control.type().startsWith("IRoomController")) {
                return isTemperature(state) ? "format" : "";
            }
            return VALUE_STATES.contains(state) ? "format" : "";
        }

        private static boolean isTemperature(String state) {
            String name = state.toLowerCase(Locale.ROOT);
            return name.contains("temp")
                    && !name.contains("info")
                    && !name.contains("mode")
                    && !name.contains("offset")
                    && !name.endsWith("ix");
        }
    }
}
