package io.github.homeexporter.homeassistant.entity;

import java.text.Normalizer;
import java.util.Locale;

/** Words as ids and topics take them: {@code [a-z0-9_]}, never empty. */
public final class Slug {
    private Slug() {}

    public static String of(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        String ascii = Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        String slug = ascii.replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        // another script leaves nothing behind: the number of its text is an id as well
        return slug.isEmpty() ? "x" + hash(text) : slug;
    }

    /** Eight hex digits that are the same on every start. */
    public static String hash(String text) {
        return String.format("%08x", text.hashCode());
    }
}
