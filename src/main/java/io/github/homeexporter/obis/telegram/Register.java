package io.github.homeexporter.obis.telegram;

import java.math.BigDecimal;
import java.util.Map;

/**
 * One number of a meter.
 *
 * @param code medium and what is measured, without the channel: {@code 1:16.7.0}
 * @param value in {@code unit}
 * @param unit without a prefix: W, Wh, V, A, Hz, m3, or empty where the number has none
 */
record Register(String code, BigDecimal value, String unit) {
    /** Of DLMS, IEC 62056-6-2 table 4. */
    private static final Map<Integer, String> UNITS =
            Map.of(13, "m3", 14, "m3", 27, "W", 30, "Wh", 33, "A", 35, "V", 44, "Hz");

    static final String NONE = "";
    /** A unit that nothing here needs: no register has it that is looked for. */
    private static final String OTHER = "?";

    static String unit(int code) {
        return UNITS.getOrDefault(code, OTHER);
    }
}
