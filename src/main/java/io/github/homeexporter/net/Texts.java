package io.github.homeexporter.net;

/** Makes a device's own words fit for a log line. */
public final class Texts {
    private static final int LONGEST = 200;

    private Texts() {}

    /** Control characters become blanks, long texts are cut. */
    public static String oneLine(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST + 1));
        for (int i = 0; i < text.length() && out.length() < LONGEST; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return text.length() > LONGEST ? out.append('…').toString() : out.toString();
    }
}
