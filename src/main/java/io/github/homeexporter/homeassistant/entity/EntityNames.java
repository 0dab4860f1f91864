package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.EntityMapper.Mapped;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule.Shape;
import io.github.homeexporter.homeassistant.entity.Traits.SeriesUnit;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names people read: the device's own, else of the words of a metric and its labels. */
final class EntityNames {
    private static final Pattern LABEL = Pattern.compile("\\{([a-z_]+)}");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern FLAG = Pattern.compile("^flag_");
    private static final Pattern FIRST_WORD = Pattern.compile("^[a-z0-9]+_");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern PARTING = Pattern.compile("^[-–—:,/|\\s]+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String TOTAL = "_total";
    /** They are the Home Assistant device's name. */
    private static final Set<String> OF_THE_PLACE = Set.of("room", "child");

    private EntityNames() {}

    /** As a rule has it, else as the device shows it, else of the words of the metric and its labels. */
    static String of(Series series, EntityRule rule, EntityIdentity identity, String label) {
        if (rule.shape() == Shape.INFO) {
            String own = series.item(label).title();
            return own.isBlank() ? sentence(words(label)) : oneLine(own);
        }
        if (!rule.name().isEmpty()) {
            return filled(rule.name(), series);
        }
        return series.item().title().isBlank()
                ? generated(identity)
                : oneLine(series.item().title());
    }

    /** {@code {name} {subcontrol}} with the labels' values. */
    private static String filled(String template, Series series) {
        Matcher m = LABEL.matcher(template);
        String filled = m.replaceAll(
                found -> Matcher.quoteReplacement(value(series.labels().getOrDefault(found.group(1), ""))));
        return sentence(filled);
    }

    private static String generated(EntityIdentity identity) {
        List<String> words = new ArrayList<>();
        words.add(words(withoutTotal(FLAG.matcher(identity.metric()).replaceFirst(""))));
        identity.labels().forEach((label, value) -> {
            if (!OF_THE_PLACE.contains(label)) {
                words.add(word(label, value));
            }
        });
        return sentence(String.join(" ", words));
    }

    /**
     * The entities with names that do not say the device's again, which Home Assistant puts before them, and with different names
     * where two of one device would have the same.
     *
     * @param devices words for the device: its name and kind
     */
    static Map<String, Entity> apart(Mapped mapped, Set<String> devices) {
        Map<String, Entity> named = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        Set<String> said = new LinkedHashSet<>(devices);
        devices.forEach(device -> said.add(device.replaceAll("[-_]", " ")));
        mapped.entities().forEach((key, entity) -> {
            String name = entity.name();
            for (String word : said) {
                name = without(word, name);
            }
            name = without(mapped.places().get(entity.place()).name(), name);
            named.put(key, entity.withName(name));
            times.merge(entity.place() + ' ' + name.toLowerCase(Locale.ROOT), 1, Integer::sum);
        });
        named.replaceAll((key, entity) -> {
            int same = times.get(entity.place() + ' ' + entity.name().toLowerCase(Locale.ROOT));
            // of two that are called the same the one of a text or a mode keeps its name
            return same == 1 || !entity.label().isEmpty()
                    ? entity
                    : entity.withName(
                            longer(entity.name(), mapped.sources().get(key).get(0)));
        });
        return named;
    }

    private static String without(String word, String name) {
        if (name.equalsIgnoreCase(word)) {
            return "";
        }
        boolean doubled = name.regionMatches(true, 0, word + " ", 0, word.length() + 1);
        if (!doubled) {
            return name;
        }
        // of "Hall - Lamp" in the hall what parted the two words goes as well
        String rest = PARTING.matcher(name.substring(word.length() + 1)).replaceFirst("");
        return rest.isEmpty() ? name : sentence(rest);
    }

    /** With where it stands on the device, and with what else its labels say. */
    private static String longer(String name, Series series) {
        List<String> words = new ArrayList<>();
        String metric = withoutTotal(FIRST_WORD.matcher(series.family().name()).replaceFirst(""));
        String shown = words(metric);
        if (shown.equalsIgnoreCase(name)) {
            // named after its metric: what its name was without is the unit
            words.add(metric.replace('_', ' '));
        } else {
            words.add(shown);
            words.add(name);
        }
        series.labels().forEach((label, value) -> {
            boolean says = !OF_THE_PLACE.contains(label)
                    && !name.toLowerCase(Locale.ROOT).contains(value(value).toLowerCase(Locale.ROOT));
            if (says && !label.equals("device") && !label.equals("attr") && !label.equals("name")) {
                words.add(word(label, value));
            }
        });
        return sentence(String.join(" ", words));
    }

    private static String withoutTotal(String metric) {
        return metric.endsWith(TOTAL) ? metric.substring(0, metric.length() - TOTAL.length()) : metric;
    }

    private static String oneLine(String text) {
        return BLANKS.matcher(text.strip()).replaceAll(" ");
    }

    static String sentence(String words) {
        String text = oneLine(words);
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** {@code sw_version} as {@code sw version}. */
    static String words(String name) {
        String unit = SeriesUnit.ending(name);
        String bare = unit.length() > 1 ? name.substring(0, name.length() - unit.length() - 1) : name;
        return bare.replace('_', ' ').strip();
    }

    private static String word(String label, String value) {
        if (label.equals("attr")) {
            String unit = SeriesUnit.ending(value);
            String bare = unit.isEmpty()
                    ? value.replaceFirst("_state$", "")
                    : value.substring(0, value.length() - unit.length() - 1);
            return bare.replace('-', ' ').replace('_', ' ');
        }
        // a number alone says nothing: heating circuit "1" is HK 1
        return NUMBER.matcher(value).matches() ? label.toUpperCase(Locale.ROOT) + " " + value : value(value);
    }

    /** A person's own words stay as they are; a program's are taken apart. */
    private static String value(String value) {
        if (value.contains(" ")) {
            return value;
        }
        String spaced = value.replace('_', ' ');
        return !value.isEmpty() && value.charAt(0) >= 'a' && value.charAt(0) <= 'z'
                ? String.join(" ", CAMEL.split(spaced)).toLowerCase(Locale.ROOT)
                : spaced;
    }
}
