package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.structure.Control.Formats;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import java.util.Locale;
import java.util.Set;

/**
 * Which of a control's formats belongs to which of its states. The structure file says it outright for states with statistics;
 * for the rest it follows the structure document's chapters on the control types.
 */
final class StateUnits {
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
                && !control.formats().details().getOrDefault("actualFormat", "").isEmpty()) {
            return "actualFormat";
        }
        if (POWERS.contains(state)) {
            return "actualFormat";
        }
        if (state.startsWith("total")) {
            boolean own =
                    state.startsWith("totalNeg") && control.formats().details().containsKey("totalFormatNeg");
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
