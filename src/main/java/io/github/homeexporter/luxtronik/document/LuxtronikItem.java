package io.github.homeexporter.luxtronik.document;


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
}
