package io.github.homeexporter.start;

import io.github.homeexporter.log.LogSetup;
import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.replaced.LoxoneFamilies;
import io.github.homeexporter.routes.OffRoute;
import io.github.homeexporter.routes.RouteFiles;
import io.github.homeexporter.routes.SafeRouteReload;
import io.github.homeexporter.routes.SafeRouteReload.Renewed;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.SecretMask;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.status.StatusComponent.Reload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings again while the program runs. Routes that read one that changed restart, the others go on; a wrong one
 * leaves the value before it in force; what neither a route nor the log nor the store reads waits for the next start.
 */
record SettingsReload(
        CamelContext context,
        Settings inForce,
        Rereading again,
        Path directory,
        SafeRouteReload routes,
        ConfigState state)
        implements Reload {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsReload.class);
    private static final Pattern OF_THE_LOG = Pattern.compile("log[.].*|lux[.]verbose");
    private static final Pattern OF_THE_STORE = Pattern.compile("samples[.].*");
    /** Read by nobody but the one who reads the settings. */
    private static final Set<String> OF_THE_LOADER = Set.of(
            "secrets.directory",
            SettingsLoader.CAMEL_SECRETS,
            "lux.config",
            "loxone.config",
            "tapo.config",
            "http.token-file");

    private static final Pattern OF_FILES = Pattern.compile("(routes|rules|registers)/.*|entities[.].*");
    /** Of a queue that Camel makes once: with another size it refuses the route that begins with it. */
    private static final String OF_THE_QUEUE = SettingsLoader.QUEUE_SIZE;

    /** How a finding ends that is about a value which is not used. */
    private static final Pattern USING = Pattern.compile("; (using|the log goes) .*$");

    /** Reads the settings anew. */
    @FunctionalInterface
    public interface Rereading {
        /** As if these variables were set besides. */
        Settings with(Map<String, String> besides);
    }

    @Override
    public synchronized Map<String, Object> now() {
        Settings read = again.with(Map.of());
        List<Finding> faults = new ArrayList<>(SettingsCheck.besideRoutes(read, directory));
        faults.addAll(read.findings());
        LostFiles lost = LostFiles.of(inForce, faults, directory);
        faults = lost.told(faults);
        Set<String> refused = refused(read, faults);
        Map<String, String> staying = staying(refused);
        // what others are by one that is not used, they are by the value that stays
        Settings next = staying.isEmpty() ? read : again.with(staying);
        Set<String> routeKeys = routeKeys(next);
        Map<String, String> before = new TreeMap<>();
        Set<String> waiting = new TreeSet<>();
        for (String key : keys(next)) {
            boolean changed = !Objects.equals(value(inForce, key), value(next, key));
            if (!changed || lost.had(key, next) || refused.contains(key) || !isRead(key, routeKeys)) {
                continue;
            }
            if (needsRestart(key, routeKeys)) {
                waiting.add(key);
            } else {
                before.put(key, Objects.toString(value(inForce, key), ""));
            }
        }
        return taken(next, before, waiting, faults);
    }

    private Map<String, Object> taken(
            Settings next, Map<String, String> before, Set<String> waiting, List<Finding> faults) {
        Settings old = new Settings();
        before.keySet().forEach(key -> old.take(key, inForce));
        before.keySet().forEach(key -> take(key, next));
        inForce.takeCopies(next);
        List<Finding> wrong = new ArrayList<>();
        Set<String> restarted = new LinkedHashSet<>();
        try {
            Renewed renewed = routes.renew(Set.copyOf(before.keySet()), finding -> about(finding, next), key -> {
                before.remove(key);
                take(key, old);
            });
            restarted.addAll(renewed.routes());
            wrong.addAll(renewed.wrong());
        } catch (Exception e) {
            throw new IllegalStateException("the routes could not take the settings", e);
        }
        LoxoneFamilies.settle(context, inForce);
        // which outputs there are counts, too
        SamplesComponent.store(context).limits(SettingsCheck.limits(inForce));
        if (before.keySet().stream().anyMatch(key -> OF_THE_LOG.matcher(key).matches() || SecretMask.isSecret(key))) {
            LogSetup.apply(inForce, false);
        }
        faults.addAll(SettingsCheck.unknown(next, routeKeys(next), System.getenv()));
        faults.stream().map(SettingsReload::staying).forEach(wrong::add);
        wrong.addAll(OffRoute.findings(context, RouteFiles.find(context, directory, inForce.copies()), inForce));
        state.found("settings", wrong.stream().distinct().toList());
        return told(next, before, restarted, waiting, wrong.stream().distinct().toList());
    }

    private void take(String key, Settings from) {
        inForce.take(key, from);
        Properties properties = ((PropertiesComponent) context.getPropertiesComponent()).getInitialProperties();
        String value = value(inForce, key);
        if (value == null) {
            properties.remove(key);
        } else if (!key.equals(SettingsLoader.CAMEL_SECRETS)) {
            properties.setProperty(key, value);
        }
    }

    private static String value(Settings settings, String key) {
        return settings.setting(key).map(Setting::value).orElse(null);
    }

    private Set<String> keys(Settings next) {
        Set<String> keys = new TreeSet<>();
        inForce.all().forEach(setting -> keys.add(setting.key()));
        next.all().forEach(setting -> keys.add(setting.key()));
        return keys;
    }

    /** The settings that have effect by a route, whether it runs or not. */
    private Set<String> routeKeys(Settings next) {
        return RouteFiles.allKeys(context, directory, next.copies());
    }

    /** What nobody reads is among what is wrong, and is no change. */
    private boolean isRead(String key, Set<String> routeKeys) {
        return isKnown(key)
                || routeKeys.contains(key)
                || OF_THE_LOG.matcher(key).matches();
    }

    private boolean isKnown(String key) {
        return inForce.shippedKeys().contains(key) || key.startsWith("camel.");
    }

    private boolean needsRestart(String key, Set<String> routeKeys) {
        return isKnown(key)
                && (!routeKeys.contains(key) || key.equals(OF_THE_QUEUE))
                && !OF_THE_LOADER.contains(key)
                && !OF_THE_LOG.matcher(key).matches()
                && !OF_THE_STORE.matcher(key).matches();
    }

    private Set<String> refused(Settings next, List<Finding> faults) {
        return keys(next).stream().filter(key -> isRefused(key, next, faults)).collect(Collectors.toSet());
    }

    /** The settings of which the new value cannot be used, by their variables, as they are. */
    private Map<String, String> staying(Set<String> refused) {
        Map<String, String> staying = new HashMap<>();
        refused.forEach(key -> inForce.setting(key).ifPresent(is -> staying.put(Aliases.variable(key), is.value())));
        return staying;
    }

    /** Whether the new value cannot be used: then nothing takes the place of the one in force, not even the default. */
    private static boolean isRefused(String key, Settings next, List<Finding> faults) {
        String origin = next.setting(key).map(Setting::origin).orElse("");
        return faults.stream()
                .anyMatch(fault -> fault.where().equals(origin)
                        && fault.sentence().startsWith(key)
                        && (USING.matcher(fault.sentence()).find()
                                || key.startsWith("http.")
                                || key.startsWith("log.")));
    }

    private static Set<String> about(Finding finding, Settings next) {
        return next.all().stream()
                .filter(setting -> setting.origin().equals(finding.where()))
                .map(Setting::key)
                .collect(Collectors.toSet());
    }

    private static Finding staying(Finding fault) {
        return new Finding(fault.where(), USING.matcher(fault.sentence()).replaceFirst("; the value before it stays"));
    }

    private Map<String, Object> told(
            Settings next,
            Map<String, String> before,
            Set<String> restarted,
            Set<String> waiting,
            List<Finding> wrong) {
        List<Object> changed = new ArrayList<>();
        List<String> words = new ArrayList<>();
        before.forEach((key, old) -> {
            String was = shown(key, old);
            String is = shown(key, inForce.get(key));
            changed.add(change(key, was, is));
            words.add(key + " \"" + was + "\" -> \"" + is + "\"");
        });
        LOG.info(
                "settings read again: {}; restarted {}{}",
                words.isEmpty() ? "nothing else is in force" : String.join(", ", words),
                restarted.isEmpty() ? "no route" : String.join(", ", restarted),
                waiting.isEmpty() ? "" : "; needs a restart of the program: " + String.join(", ", waiting));
        wrong.forEach(finding -> LOG.warn("{}", finding));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("changed", changed);
        all.put("restarted", List.copyOf(restarted));
        all.put("needs_restart", List.copyOf(waiting));
        // the log has told those of refused files when they were refused
        Stream<String> refused = state.store().self().faults().entrySet().stream()
                .filter(file -> OF_FILES.matcher(file.getKey()).matches())
                .flatMap(file -> file.getValue().stream());
        all.put(
                "wrong",
                Stream.concat(wrong.stream().map(Finding::toString), refused)
                        .map(SecretMask.of(next)::apply)
                        .distinct()
                        .toList());
        return all;
    }

    private static Map<String, Object> change(String key, String was, String is) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("key", key);
        change.put("before", was);
        change.put("now", is);
        return change;
    }

    private static String shown(String key, String value) {
        if (SecretMask.isSecret(key)) {
            return value.isEmpty() ? "" : "xxxxxx";
        }
        return SecretMask.withoutLogins(value);
    }
}
