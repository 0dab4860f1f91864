package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.structure.Control.Formats;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of a control's formats belongs to which of its states. The structure file says it outright for states with statistics;
 * for the rest it follows the structure document's chapters on the control types.
 */
public final class StateUnits {
    private static final Set<String> VALUE_STATES = Set.of("value", "min", "max", "step");
    private static final Set<String> POWERS = Set.of("Ppwr", "Gpwr", "Spwr");

    /** What people and Loxone call the things whose degrees are of an angle; else a bare degree sign is of a temperature. */
    private static final Pattern ANGLE = Pattern.compile(
            "(?iu)azimut|elevation|direction|angle|tilt|slope|bearing|heading|rotation|winkel|richtung|neigung|sonnenstand"
                    + "|lamel|směr|úhel|sklon|orientation|inclinaison|direcci|ángulo|kierunek|kąt");

    private StateUnits() {}

    /** Whether a bare degree sign of this state is of an angle, not of a temperature. */
    public static boolean isAngle(Control control, StateRef state) {
        return ANGLE.matcher(control.name()).find()
                || ANGLE.matcher(state.name()).find();
    }

    /** Text of the unit, empty when it is not known. */
    public static String of(Control control, StateRef state) {
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
    public static boolean isCounter(Control control, String state) {
        return control.formats().accumulated().contains(state)
                || (control.type().equals("Meter") && (state.equals("total") || state.equals("totalNeg")));
    }

    private static String formatKey(Control control, String state) {
        if (state.startsWith("actual")
                && !control.formats().details().getOrDefault("actualFormat", "").isEmpty()) {
            return "actualFormat";
        }
        if (POWERS.contains(state)) {
            return "actualFormat";
        }
        if (state.startsWith("total")) {
            return "totalFormat";
        }
        if (state.equals("storage")) {
            return "storageFormat";
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
