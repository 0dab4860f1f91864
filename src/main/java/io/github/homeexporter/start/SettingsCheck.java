package io.github.homeexporter.start;

import io.github.homeexporter.mutate.Nearest;
import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.replaced.OtelAliases;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds settings that nobody reads: mostly a letter too many or too few. */
public final class SettingsCheck {
    /** Prefixes of variables that nobody but us uses; {@code HTTP_} and {@code HOST_} are common property. */
    private static final List<String> OUR_VARIABLES = List.of("LUX_", "LOXONE_", "ISG_", "TAPO_");

    private SettingsCheck() {}

    /** @param routeKeys the settings that route files name: known, too */
    public static List<Finding> unknown(
            Settings settings, Collection<String> routeKeys, Map<String, String> environment) {
        Set<String> known = new TreeSet<>(settings.shippedKeys());
        known.addAll(routeKeys);
        Set<String> prefixes = known.stream().map(SettingsCheck::prefix).collect(Collectors.toSet());
        prefixes.remove("camel");
        List<Finding> findings = new ArrayList<>();
        for (Setting s : settings.all()) {
            boolean known0 = known.contains(s.key()) || s.key().startsWith("log.level.");
            if (!known0 && prefixes.contains(prefix(s.key()))) {
                findings.add(new Finding(s.origin(), "unknown setting " + s.key() + didYouMean(s.key(), known)));
            }
        }
        for (Setting s : settings.all()) {
            if (s.key().endsWith(".enabled") && isSwitch(settings.defaultOf(s.key())) && !isSwitch(s.value())) {
                findings.add(new Finding(s.origin(), s.key() + "=\"" + s.value() + "\"; allowed: true, false"));
            }
        }
        Set<String> variables = known.stream().map(Aliases::variable).collect(Collectors.toCollection(TreeSet::new));
        Aliases.ALL.forEach(alias -> variables.add(alias.variable()));
        for (String variable : new TreeSet<>(environment.keySet())) {
            if (OUR_VARIABLES.stream().anyMatch(variable::startsWith)
                    && !variables.contains(variable)
                    && !variable.startsWith(OtelAliases.HEADER)) {
                findings.add(new Finding(variable, "unknown variable" + didYouMean(variable, variables)));
            }
        }
        return findings;
    }

    /** A route's precondition looks at it, so that no endpoint ever sees a wrong one. */
    private static boolean isSwitch(String value) {
        return value.equals("true") || value.equals("false");
    }

    private static String didYouMean(String word, Collection<String> known) {
        return Nearest.to(word, known).map(k -> "; did you mean " + k + "?").orElse("; see docs/configuration.md");
    }

    private static String prefix(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }
}
