package io.github.homeexporter.net;

/** Makes words of a device, or of whoever else is not asked, fit for a line. */
public final class Texts {
    private static final int LONGEST = 200;

    private Texts() {}

    /** Control characters become blanks, long texts are cut. */
    public static String oneLine(String text) {
        return oneLine(text, LONGEST);
    }

    static String oneLine(String text, int longest) {
        return text.length() > longest ? unbroken(text.substring(0, longest)) + '…' : unbroken(text);
    }

    /** Control characters become blanks, those included that Java's {@code \p{Cntrl}} does not know and that end a line all the same. */
    public static String unbroken(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return out.toString();
    }
}
