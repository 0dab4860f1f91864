package io.github.homeexporter.mutate;

import java.util.regex.Pattern;

/** Texts of a device's web page, as a label may carry them. */
final class Markup {
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,400}>");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\u00a0]+");

    private Markup() {}

    /** Without tags and entities, every run of blanks one blank. */
    static String strip(String text) {
        String plain = text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll(" ");
        if (plain.indexOf('&') >= 0) {
            plain = plain.replace("&nbsp;", " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
        }
        return BLANKS.matcher(plain).replaceAll(" ").strip();
    }
}
