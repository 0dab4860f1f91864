package io.github.homeexporter.luxtronik.document;

import io.github.homeexporter.luxtronik.document.LuxtronikSettings.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An answer of a controller: answers carry no other mark of what they answer than their root. */
record Document(Kind kind, LuxtronikItem root) {
    /** What an answer is. */
    enum Kind {
        NAVIGATION,
        CONTENT,
        VALUES,
        OTHER;

        /** By the name of the root, in any case: the controllers' own web page compares so too. */
        static Kind of(String root) {
            return switch (root.toLowerCase(Locale.ROOT)) {
                case "navigation" -> NAVIGATION;
                case "content" -> CONTENT;
                case "values" -> VALUES;
                default -> OTHER;
            };
        }
    }

    /** An answer that is not what a controller should send. */
    static final class UnreadableDocument extends Exception {
        private final String reason;

        /** @param reason one of few words, no values in it */
        UnreadableDocument(String reason, String message) {
            super(message);
            this.reason = reason;
        }

        UnreadableDocument(String reason, String message, Throwable cause) {
            super(message, cause);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** Reads answers in either format: XML up to firmware 3.91, JSON from 3.92. Not for use by two threads at a time. */
    static final class DocumentReader {
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

    /** Chooses the page to read from the controller's menu. */
    static final class Menu {
        private Menu() {}

        /**
         * @param pages the top level
         * @param wanted the name of a page, empty for the information page, or the first when no known word names one
         * @return null when there is none
         */
        static LuxtronikItem choose(List<LuxtronikItem> pages, String wanted, Language language) {
            for (LuxtronikItem page : pages) {
                if (wanted.isEmpty()
                        ? language.isInformation(page.name())
                        : page.name().equalsIgnoreCase(wanted)) {
                    return page;
                }
            }
            return wanted.isEmpty() && !pages.isEmpty() ? pages.get(0) : null;
        }
    }

    /**
     * A page, a section or a value, whichever of the two formats it came in. Texts are trimmed, never null but {@code value}.
     *
     * @param id a heap address of the controller: good for one connection only
     * @param value null when there is none
     * @param raw the number behind the value, {@code div} times as large; or the code of a choice
     * @param options what a choice offers, by code
     */
    record LuxtronikItem(
            String id,
            String name,
            String value,
            String unit,
            String raw,
            String div,
            Map<String, String> options,
            List<LuxtronikItem> items) {
        /** Whether anything in it has a name and can thus be a page of its own. */
        boolean hasNamedLeaf() {
            return items.stream().anyMatch(i -> i.items.isEmpty() ? !i.name.isEmpty() : i.hasNamedLeaf());
        }

        /** An item while it is being read. The first of equal fields counts: firmware 3.90 says a section's name twice. */
        static final class ItemBuilder {
            private final Map<String, String> fields = new HashMap<>(8);
            private Map<String, String> options = Map.of();
            private List<LuxtronikItem> items = List.of();

            void set(String field, String value) {
                fields.putIfAbsent(field, clean(value));
            }

            String get(String field) {
                return fields.getOrDefault(field, "");
            }

            void option(String code, String text) {
                if (options.isEmpty()) {
                    options = new LinkedHashMap<>();
                }
                options.putIfAbsent(clean(code), clean(text));
            }

            void add(LuxtronikItem item) {
                if (items.isEmpty()) {
                    items = new ArrayList<>();
                }
                items.add(item);
            }

            LuxtronikItem build() {
                String raw = get("raw");
                String value = fields.get("value");
                if (value == null && !raw.isEmpty()) {
                    value = options.get(raw);
                }
                return new LuxtronikItem(get("id"), get("name"), value, get("unit"), raw, get("div"), options, items);
            }

            /** Some controllers put no-break spaces between number and unit. */
            private static String clean(String text) {
                return text.replace('\u00a0', ' ').strip();
            }
        }
    }
}
