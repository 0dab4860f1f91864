package io.github.homeexporter.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.util.IOHelper;

/** Every setting in force, each with where it comes from. Made by {@code SettingsLoader}; changes by a reload only. */
public final class Settings {
    private final Map<String, Setting> byKey = new ConcurrentSkipListMap<>();
    private final Map<String, String> defaults = new TreeMap<>();
    private volatile Map<String, String> copies = new LinkedHashMap<>();
    private final Set<Finding> findings = new LinkedHashSet<>();

    public void putDefault(String key, String value) {
        defaults.put(key, value);
        put(new Setting(key, value, "default", Setting.Source.DEFAULT));
    }

    public String defaultOf(String key) {
        return defaults.getOrDefault(key, "");
    }

    /** A route that is to run beside the one it copies, with settings of its own prefix, which is its id. */
    public void copy(String id, String of) {
        copies.put(id, of);
    }

    /** The id of each copy, and of the route that ships and that it is a copy of. */
    public Map<String, String> copies() {
        return copies;
    }

    public void put(Setting setting) {
        byKey.put(setting.key(), setting);
    }

    /** The same setting with another value. */
    public void change(String key, String value) {
        byKey.computeIfPresent(key, (k, before) -> new Setting(key, value, before.origin(), before.source()));
    }

    /** A setting as another reading has it, which may be not at all. */
    public void take(String key, Settings from) {
        Setting setting = from.byKey.get(key);
        if (setting == null) {
            byKey.remove(key);
        } else {
            put(setting);
        }
    }

    /** The routes that another reading asks for. */
    public void takeCopies(Settings from) {
        copies = from.copies;
    }

    public void found(String where, String sentence) {
        found(new Finding(where, sentence));
    }

    public void found(Finding finding) {
        findings.add(finding);
    }

    /** What was wrong with the files and variables the settings came from; one about a setting with that one's place. */
    public List<Finding> findings() {
        return findings.stream().map(this::placed).distinct().toList();
    }

    private Finding placed(Finding finding) {
        Setting about = byKey.get(finding.where());
        return about == null ? finding : new Finding(about.origin(), finding.where() + ": " + finding.sentence());
    }

    /** The value, or an empty string when the key is not set. */
    public String get(String key) {
        Setting setting = byKey.get(key);
        return setting == null ? "" : setting.value();
    }

    public Optional<Setting> setting(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Collection<Setting> all() {
        return byKey.values();
    }

    /** The files of replaced exporters that are read, and the settings that each of them says. */
    public Map<String, List<String>> replacedFiles() {
        Map<String, List<String>> files = new TreeMap<>();
        for (Setting setting : byKey.values()) {
            if (setting.source() == Setting.Source.REPLACED_FILE) {
                files.computeIfAbsent(setting.origin().replaceFirst(":\\d+$", ""), f -> new ArrayList<>())
                        .add(setting.key());
            }
        }
        return files;
    }

    /** The keys that ship with a default: all there are, but for those a route file brings along. */
    public Collection<String> shippedKeys() {
        return defaults.keySet();
    }

    /** The shipped key that a copied route's key stands for, as lux.interval for lux-cellar.interval; the key itself otherwise. */
    public String shippedNameOf(String key) {
        int dot = key.indexOf('.');
        int dash = key.indexOf('-');
        boolean copied = dash > 0 && dash < dot && !defaults.containsKey(key);
        String name = copied ? key.substring(0, dash) + key.substring(dot) : key;
        return defaults.containsKey(name) ? name : key;
    }

    /** Whether somebody set it to something else than what it is anyway. */
    public boolean isChanged(String key) {
        Setting setting = byKey.get(key);
        return setting != null && !setting.value().equals(defaults.getOrDefault(key, ""));
    }

    /** A whole number between {@code min} and {@code max}; the shipped default, and a finding, when it is anything else. */
    public int number(String key, int min, int max) {
        String allowed = "a whole number from " + min + " to " + max;
        return parsed(
                key, text -> within(Integer.parseInt(text), min, max), allowed, Integer.valueOf(defaults.get(key)));
    }

    private static int within(int n, int min, int max) {
        if (n < min || n > max) {
            throw new IllegalArgumentException();
        }
        return n;
    }

    /** The value as {@code parser} reads it; {@code otherwise}, and a finding, when it throws IllegalArgumentException. */
    public <T> T parsed(String key, Function<String, T> parser, String allowed, T otherwise) {
        Setting setting = byKey.get(key);
        try {
            return parser.apply(setting.value().strip());
        } catch (IllegalArgumentException e) {
            found(
                    setting.origin(),
                    key + "=\"" + setting.value() + "\"; allowed: " + allowed
                            + (defaults.containsKey(key) ? "; using " + defaults.get(key) : ""));
            return otherwise;
        }
    }

    /**
     * Keeps Camel from looking for placeholders in a value, where a password may have them, and from taking a variable as it
     * stands: it is among the settings already, read as people write it, and a bare number would be milliseconds to a timer. A variable for a key that only a route has still counts.
     */
    public static void variablesLast(CamelContext context) {
        if (context.getPropertiesComponent() instanceof PropertiesComponent properties) {
            properties.setNestedPlaceholder(false);
            properties.setPropertiesParser(new WrittenValues(properties));
            properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        }
    }

    /** What Camel resolves {@code {{key}}} from. */
    public Properties asProperties() {
        Properties properties = new Properties();
        byKey.values().forEach(s -> properties.setProperty(s.key(), s.value()));
        return properties;
    }

    /**
     * Fills {@code {{key}}} with what a person wrote, whatever its characters. Camel resolves a text again when it binds it to an
     * option, so a value with braces must not be read a second time; it drops a backslash before double braces and one that is the
     * last or the last but one of a text (4.17, PropertiesComponent.unescape); and a condition breaks by a value with a quote.
     */
    static final class WrittenValues extends DefaultPropertiesParser {
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
                        : condition
                                ? OF_A_CONDITION.matcher(found).replaceAll("_")
                                : marked(filling(found, properties));
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
                    && properties.lookup(value.substring(PREFIX.length(), value.length() - SUFFIX.length()), null)
                            != null;
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
}
