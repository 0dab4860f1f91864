package io.github.homeexporter.settings;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.util.IOHelper;

/**
 * Fills {@code {{key}}} with what a person wrote, whatever its characters. Camel resolves a text again when it binds it to an
 * option, so a value with braces must not be read a second time; it drops a backslash before double braces and one that is the
 * last or the last but one of a text (4.17, PropertiesComponent.unescape); and a condition breaks by a value with a quote.
 */
final class WrittenValues extends DefaultPropertiesParser {
    private static final String PREFIX = "{{";
    private static final String SUFFIX = "}}";
    private static final String NEGATED = "{{!";
    /** Private use characters, which stand for what is not to be read while Camel reads. */
    private static final String PREFIX_MARK = "\uE8F1";

    private static final String SUFFIX_MARK = "\uE8F2";
    private static final Pattern BACKSLASHES_BEFORE_MARK = Pattern.compile("\\\\(?=[\uE8F1\uE8F2])");
    private static final Pattern ONE_PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");
    /** {@code '{{a:}}' != '' || '{{b}}' == 'true'}. */
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*'\\{\\{[^']+}}'\\s*[!=]=\\s*'[^']*'(\\s*(&&|\\|\\|)\\s*'\\{\\{[^']+}}'\\s*[!=]=\\s*'[^']*')*\\s*");

    private static final Pattern OF_A_CONDITION = Pattern.compile("['\"\\\\${}\\v]");

    /** What was filled in and has braces; one may begin with another, so the longest come first. */
    private final Map<String, String> filled = new ConcurrentSkipListMap<>(
            Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    WrittenValues(PropertiesComponent component) {
        super(component);
    }

    @Override
    public String parseUri(
            String text,
            PropertiesLookup properties,
            boolean fallback,
            boolean keepUnresolvedOptional,
            boolean nested) {
        boolean condition = CONDITION.matcher(text).matches();
        String rest = text;
        for (Map.Entry<String, String> value : filled.entrySet()) {
            rest = rest.replace(value.getKey(), marked(value.getValue()));
        }
        if (!rest.equals(text) && !rest.contains(PREFIX)) {
            // Camel puts the end of a placeholder where a text has only the beginning of one
            return written(rest.endsWith(SUFFIX) ? rest.substring(0, rest.length() - SUFFIX.length()) : rest);
        }
        PropertiesLookup looked = (name, otherwise) -> {
            String value = properties.lookup(name, otherwise);
            // Camel's own look at the environment would pass this by
            String found = value == null ? IOHelper.lookupEnvironmentVariable(name) : value;
            return found == null
                    ? null
                    : condition ? OF_A_CONDITION.matcher(found).replaceAll("_") : marked(filling(found, properties));
        };
        String answer = super.parseUri(rest, looked, fallback, keepUnresolvedOptional, nested);
        return answer == null ? null : written(answer);
    }

    private String filling(String value, PropertiesLookup properties) {
        if (value.contains(PREFIX) && !isReference(value, properties)) {
            filled.put(value, value);
            if (value.startsWith(NEGATED)) {
                // Camel takes the mark away before it asks
                filled.put(PREFIX + value.substring(NEGATED.length()), value);
            }
        }
        return value;
    }

    /** A value that is another setting's placeholder would switch that off in every route; it is a finding. */
    private static boolean isReference(String value, PropertiesLookup properties) {
        return ONE_PLACEHOLDER.matcher(value).matches()
                && properties.lookup(value.substring(PREFIX.length(), value.length() - SUFFIX.length()), null) != null;
    }

    private static String marked(String value) {
        return value.replace(PREFIX, PREFIX_MARK).replace(SUFFIX, SUFFIX_MARK);
    }

    /** As it was, with the backslashes that Camel takes away put there once more. */
    private static String written(String text) {
        String plain = BACKSLASHES_BEFORE_MARK
                .matcher(text)
                .replaceAll("\\\\\\\\")
                .replace(PREFIX_MARK, PREFIX)
                .replace(SUFFIX_MARK, SUFFIX);
        int tail = plain.indexOf('\\', Math.max(0, plain.length() - 2));
        return tail < 0 ? plain : plain.substring(0, tail) + "\\" + plain.substring(tail);
    }
}
