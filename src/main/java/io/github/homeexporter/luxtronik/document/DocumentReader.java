package io.github.homeexporter.luxtronik.document;

/** Reads answers in either format: XML up to firmware 3.91, JSON from 3.92. Not for use by two threads at a time. */
final class DocumentReader {
    /** In characters. */
    static final int LONGEST = 4 * 1024 * 1024;

    static final int DEEPEST = 16;
    static final int MOST_ITEMS = 20_000;

    private final XmlDocument xml = new XmlDocument();
    private final JsonDocument json = new JsonDocument();

    /** The first character that is no blank tells the format. */
    Document read(String message) throws UnreadableDocument {
        if (message.length() > LONGEST) {
            throw tooMuch("longer than " + LONGEST + " characters");
        }
        int start = 0;
        while (start < message.length() && isBlank(message.charAt(start))) {
            start++;
        }
        char first = start < message.length() ? message.charAt(start) : ' ';
        String text = start == 0 ? message : message.substring(start);
        return switch (first) {
            case '<' -> xml.read(text);
            case '{' -> json.read(text);
            default -> throw new UnreadableDocument("format", "neither XML nor JSON");
        };
    }

    static UnreadableDocument tooMuch(String what) {
        return new UnreadableDocument("oversized", what);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\ufeff';
    }
}
