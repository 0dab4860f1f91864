package io.github.homeexporter.luxtronik.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
