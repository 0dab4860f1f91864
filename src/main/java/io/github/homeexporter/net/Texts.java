package io.github.homeexporter.net;

/** Makes a device's own words fit for a log line. */
public final class Texts {
    private static final int LONGEST = 200;

    private Texts() {}

    /** Control characters become blanks, long texts are cut. */
    public static String oneLine(String text) {
        return oneLine(text, LONGEST);
    }

    static String oneLine(String text, int longest) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), longest + 1));
        for (int i = 0; i < text.length() && out.length() < longest; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return text.length() > longest ? out.append('…').toString() : out.toString();
    }
}
