package io.github.homeexporter.otlp.model;

import io.github.homeexporter.words.Unit;

/** Units in UCUM's letters (https://ucum.org), which OTLP wants, from the words and signs that devices and metric names use. */
final class Ucum {
    private Ucum() {}

    /**
     * @param unit as the family has it; when that is empty, the end of the name says
     * @return empty when there is no unit, or none that is known
     */
    static String of(String unit, String name) {
        if (!unit.isEmpty()) {
            return known(unit);
        }
        String bare = name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
        String words = bare.substring(bare.lastIndexOf('_') + 1);
        // one letter at a name's end is a phase or a circuit rather than a unit
        return words.length() > 3 && bare.length() > words.length() ? known(words) : "";
    }

    private static String known(String text) {
        return Unit.of(text).map(Unit::ucum).orElse("");
    }
}
