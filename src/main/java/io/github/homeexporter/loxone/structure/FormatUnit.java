package io.github.homeexporter.loxone.structure;

import java.util.regex.Pattern;

/** The unit in a format: {@code %.1fkWh}, or {@code <v.1> kWh} as newer Loxone Config writes it. */
public final class FormatUnit {
    private static final Pattern NUMBER = Pattern.compile("%[-+ #0]*\\d*(?:\\.\\d+)?l?[dfiuxXeEgGs]|<v(?:\\.\\d+)?>");

    private FormatUnit() {}

    /** Empty when the format names none. */
    public static String of(String format) {
        return NUMBER.matcher(format).replaceFirst("").replace("%%", "%").strip();
    }
}
