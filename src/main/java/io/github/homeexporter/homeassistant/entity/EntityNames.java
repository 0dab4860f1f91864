package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EntityNames people read, of the words of a metric and its labels. */
final class EntityNames {
    private static final Pattern LABEL = Pattern.compile("\\{([a-z_]+)}");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    /** They are the Home Assistant device's name. */
    private static final Set<String> OF_THE_PLACE = Set.of("room", "child");

    private EntityNames() {}

    /** {@code {name} {subcontrol}} with the labels' values. */
    static String of(String template, Series series) {
        Matcher m = LABEL.matcher(template);
        String filled = m.replaceAll(
                found -> Matcher.quoteReplacement(value(series.labels().getOrDefault(found.group(1), ""))));
        return sentence(filled);
    }

    /** Of a metric that no rule names. */
    static String of(EntityIdentity identity) {
        List<String> words = new ArrayList<>();
        words.add(words(identity.metric().replaceFirst("^flag_", "").replaceFirst("_total$", "")));
        identity.labels().forEach((label, value) -> {
            if (!OF_THE_PLACE.contains(label)) {
                words.add(word(label, value));
            }
        });
        return sentence(String.join(" ", words));
    }

    static String sentence(String words) {
        String text = words.strip().replaceAll("\\s+", " ");
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
        return value.matches("\\d+") ? label.toUpperCase(Locale.ROOT) + " " + value : value(value);
    }

    /** A person's own words stay as they are; a program's are taken apart. */
    private static String value(String value) {
        if (value.contains(" ")) {
            return value;
        }
        String spaced = value.replace('_', ' ');
        return value.matches("[a-z].*") ? String.join(" ", CAMEL.split(spaced)).toLowerCase(Locale.ROOT) : spaced;
    }
}
