package io.github.homeexporter.replaced;

import io.github.homeexporter.formats.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Takes values of a YAML mapping for our settings; what is not allowed is a fault and not taken. Words are those of YAML 1.1,
 * which the exporters that are replaced read: {@code yes} is true, and a key without a value is not set.
 */
record YamlValues(Fields fields, Map<String, LoxoneYaml.Value> to) {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");

    /** Whether the key is there and has a value. */
    boolean isSet(String key) {
        return fields.has(key)
                && !(fields.node(key) instanceof ScalarNode scalar
                        && (scalar.getValue().isEmpty() || scalar.isPlain() && NULL.contains(scalar.getValue())));
    }

    void text(String key, String setting, String allowed, Predicate<String> isAllowed) {
        String text = isSet(key) ? fields.text(key) : null;
        if (text != null && isAllowed.test(text.strip())) {
            put(key, setting, text.strip());
        } else if (text != null) {
            fields.fault(key, key + " is \"" + text + "\"; allowed: " + allowed);
        }
    }

    /** Every character counts, and none is ever shown. */
    void secret(String key, String setting) {
        String text = isSet(key) ? fields.text(key) : null;
        if (text != null) {
            put(key, setting, text);
        }
    }

    void word(String key, String setting, String... allowed) {
        text(key, setting, String.join(", ", allowed), text -> List.of(allowed)
                .contains(text.toLowerCase(Locale.ROOT)));
    }

    void number(String key, String setting, int min, int max) {
        text(
                key,
                setting,
                "a whole number from " + min + " to " + max,
                text -> text.matches("\\d{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max);
    }

    /** Seconds as a duration. */
    void seconds(String key, String setting, int min, int max) {
        number(key, setting, min, max);
        to.computeIfPresent(setting, (s, v) -> new LoxoneYaml.Value(v.text() + "s", v.line()));
    }

    void flag(String key, String setting) {
        text(
                key,
                setting,
                "true, false",
                text -> TRUE.contains(text.toLowerCase(Locale.ROOT)) || FALSE.contains(text.toLowerCase(Locale.ROOT)));
        to.computeIfPresent(
                setting,
                (s, v) -> new LoxoneYaml.Value(
                        String.valueOf(TRUE.contains(v.text().toLowerCase(Locale.ROOT))), v.line()));
    }

    void put(String key, String setting, String text) {
        to.put(setting, new LoxoneYaml.Value(text, fields.line(key)));
    }
}
