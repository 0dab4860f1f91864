package io.github.homeexporter.start;

import io.github.homeexporter.log.LogSetup;
import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.replaced.OtelAliases;
import io.github.homeexporter.routes.RouteSource;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.Limits;
import io.github.homeexporter.sample.Limits.StalePolicy;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.HttpSettings;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.words.NearestWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges the settings that no route reads, and finds those that nobody reads: a letter too many or too few, a variable's name in the file, a key of another program. */
public final class SettingsCheck {
    /** Prefixes of variables that nobody but us uses; others are common property, where only what is nearly ours is named. */
    private static final List<String> OUR_VARIABLES = List.of("LUX_", "LOXONE_", "ISG_", "TAPO_", "LOG_LEVEL");

    private static final List<String> SHARED_VARIABLES =
            List.of("HTTP_", "HOST_", "MQTT_", "OTEL_", "SAMPLES_", "EXPORT_", "LOG_", "METERS_", "SECRETS_");
    /** What Camel's main reads: camel.main.name, camel.component.http.…, camel.beans.lock. */
    private static final Pattern OF_CAMEL = Pattern.compile(
            "camel\\.(main|component|dataformat|language|beans|variable|routecontroller|metrics|health|cluster|ssl|"
                    + "threadpool|resilience4j|faulttolerance|lra|rest|trace|debug|opentelemetry2?|telemetrydev|management|"
                    + "devconsole|vault|mdc)\\b.*",
            Pattern.CASE_INSENSITIVE);
    /** Any logger has a level, so that no list of keys can be complete. */
    private static final String LOGGER = "log.level.";

    private static final String OURS = "io.github.homeexporter.";

    /** What people set a level for, besides the program's packages: the devices' frames are logged by these names. */
    private static final List<String> KINDS = Stream.concat(
                    RouteSource.devices().stream(), Stream.of("mutate", "route"))
            .sorted()
            .toList();

    /** What comes along when a line is copied from a web page. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Zs}\\p{Cf}\\p{Cc}]");

    private SettingsCheck() {}

    /** @param routeKeys the settings that route files name: known, too */
    public static List<Finding> unknown(
            Settings settings, Collection<String> routeKeys, Map<String, String> environment) {
        Set<String> known = new TreeSet<>(settings.shippedKeys());
        known.addAll(routeKeys);
        // set by --demo for the page, not by a person
        known.add(Demo.RUNS);
        List<Finding> findings = new ArrayList<>();
        for (Setting s : settings.all()) {
            if (s.key().startsWith(LOGGER)) {
                logger(s).ifPresent(findings::add);
            } else if (!known.contains(s.key())) {
                sentence(s, known).map(said -> new Finding(s.origin(), said)).ifPresent(findings::add);
            } else if (isPlaceholder(s.value(), known)) {
                findings.add(new Finding(
                        s.origin(),
                        s.key() + ": settings do not refer to each other; write the value instead of {{…}}"));
            }
        }
        Set<String> variables = known.stream().map(Aliases::variable).collect(Collectors.toCollection(TreeSet::new));
        Aliases.ALL.forEach(alias -> variables.add(alias.variable()));
        Aliases.IDLE.forEach(idle -> variables.add(idle.variable()));
        for (String variable : new TreeSet<>(environment.keySet())) {
            boolean read = variables.contains(variable)
                    || variable.startsWith(OtelAliases.HEADER)
                    || variable.startsWith("LOG_LEVEL_");
            boolean ours = OUR_VARIABLES.stream().anyMatch(variable::startsWith);
            boolean nearlyOurs = SHARED_VARIABLES.stream().anyMatch(variable::startsWith)
                    && !variable.equals("HTTP_PROXY")
                    && NearestWord.of(variable, variables).isPresent();
            if (!read && (ours || nearlyOurs)) {
                findings.add(new Finding(variable, "unknown variable" + didYouMean(variable, variables)));
            }
        }
        return findings;
    }

    /** A level for what logs nothing; whether a library has such a logger nobody knows before it logs. */
    private static Optional<Finding> logger(Setting setting) {
        String name = setting.key().substring(LOGGER.length());
        boolean full = name.contains(".");
        if (full && !name.startsWith(OURS) || name.endsWith(".Frames") || KINDS.contains(name)) {
            return Optional.empty();
        }
        String path = (full ? name : OURS + name).replace('.', '/');
        boolean there = Stream.of(path + "/", path + ".class", "META-INF/services/org/apache/camel/component/" + name)
                .anyMatch(resource -> SettingsCheck.class.getClassLoader().getResource(resource) != null);
        return there
                ? Optional.empty()
                : Optional.of(new Finding(
                        setting.origin(),
                        setting.key() + ": there is no such logger"
                                + NearestWord.of(name, KINDS)
                                        .map(k -> "; did you mean " + LOGGER + k + "?")
                                        .orElse("; allowed: " + String.join(", ", KINDS)
                                                + ", or the full name of a class or package")));
    }

    private static boolean isPlaceholder(String value, Collection<String> known) {
        return value.startsWith("{{") && value.endsWith("}}") && known.contains(value.substring(2, value.length() - 2));
    }

    /** What to say of a key that is in no list; empty when Camel reads it. */
    private static Optional<String> sentence(Setting setting, Collection<String> known) {
        String key = setting.key();
        if (key.equals("export") && setting.value().contains("=")) {
            return Optional.of("export belongs to a shell; here "
                    + setting.value().replaceFirst("\\s*=.*", "") + " is written without it");
        }
        String visible = UNSEEN.matcher(key).replaceAll("");
        if (!visible.equals(key)) {
            return Optional.of(
                    "unknown setting " + visible + ": a character that is not seen, a no-break space for example,"
                            + " stands in its name; write the line anew");
        }
        if (OF_CAMEL.matcher(key).matches()) {
            return Optional.empty();
        }
        if (key.startsWith("camel.server.")) {
            return Optional.of(
                    key + " has no effect: the port is this program's own; see http.* in docs/configuration.md");
        }
        String variable = Aliases.variable(key);
        Optional<String> meant = known.stream()
                .filter(k -> Aliases.variable(k).equals(variable))
                .findFirst()
                .or(() -> Aliases.ALL.stream()
                        .filter(alias -> alias.variable().equals(variable))
                        .map(Aliases.Alias::key)
                        .findFirst());
        return Optional.of("unknown setting " + key
                + meant.map(k -> "; in this file it is " + k).orElseGet(() -> didYouMean(key, known)));
    }

    private static String didYouMean(String word, Collection<String> known) {
        return NearestWord.of(word, known).map(k -> "; did you mean " + k + "?").orElse("; see docs/configuration.md");
    }

    /** Judges what no route reads; faults of what protects the port are given back, all others are among the settings' findings. */
    static List<Finding> besideRoutes(Settings settings, Path directory) {
        limits(settings);
        LogSetup.check(settings);
        List<Finding> faults = HttpSettings.read(settings, directory).faults();
        MeterRegistries.check(settings);
        return faults;
    }

    /** What the {@code samples.*} settings allow; a finding and the default for what cannot be read. */
    static Limits limits(Settings settings) {
        Limits d = Limits.DEFAULT;
        return new Limits(
                settings.number("samples.max-series", 1, 10_000_000),
                total(settings),
                settings.parsed(
                        "samples.stale-after", Durations::parse, "30s, 5m, 1h30m, or bare seconds", d.staleAfter()),
                settings.parsed(
                        "samples.stale-policy",
                        text -> StalePolicy.valueOf(text.toUpperCase(Locale.ROOT)),
                        "drop, keep, nan",
                        d.stalePolicy()),
                d.missedIntervals());
    }

    private static int total(Settings settings) {
        int set = settings.number("samples.max-series-total", 0, 10_000_000);
        boolean mqtt = !settings.get("mqtt.host").isBlank();
        boolean otlp = !settings.get("otel.endpoint").isBlank();
        return set > 0 ? set : Limits.ofHeap(mqtt, otlp);
    }
}
