package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.Meaning.Measure;
import io.github.homeexporter.loxone.structure.StateTable.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
}
