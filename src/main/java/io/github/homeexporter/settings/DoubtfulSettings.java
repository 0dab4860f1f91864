package io.github.homeexporter.settings;

import io.github.homeexporter.sample.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What somebody wrote that has no effect, or cannot be meant as it stands: each is a finding, and no setting changes by it. */
public final class DoubtfulSettings {
    private static final String FILE = "application.properties";
    private static final Pattern NEARLY_FILE = Pattern.compile(
            "(?i)application[.](ya?ml|props?|property|conf|cfg|ini|env|txt)|applications?[.]properties([.]txt)?"
                    + "|(home[-_]?exporter|config|settings)[.]properties");
    private static final Set<String> FOLDERS = Set.of("routes", "rules", "registers");

    private static final Set<String> NAMED_FOLDERS =
            Set.of("host.procfs", "host.sysfs", "host.rootfs", "host.smart-directory", "host.textfile-directory");
    private static final Set<String> PROGRAMS = Set.of("host.smartctl", "host.sensors-command", "host.zpool-command");
    private static final Set<String> WRITTEN =
            Set.of("prometheus.file", "tapo.energy-file", "loxone.token-file", "loxone.tls-pin-file");
    /** For a program: never run it. */
    private static final String NONE = "none";

    /** Lists that any text may stand in, so that a semicolon in place of the comma makes one entry of several, which nothing is like. */
    private static final Pattern LISTS = Pattern.compile("loxone[.](include|exclude)-(?!text-values).*"
            + "|host[.][a-z-]+-(include|exclude)|lux[.]page|mqtt[.](include|exclude)(-devices)?|meters[.]registries");

    private static final String UTC = "(?i)(etc/)?(gmt|utc|uct|z|zulu|greenwich|universal)([+-]?0)?";

    /** Settings; the one that overrules them; its values that do. All are patterns of the whole. */
    private static final List<Rule> RULES = List.of(
            rule("lux[.](page|language)", "lux.protocol", "binary"),
            rule("mqtt[.]tls-(ca|certificate|key|insecure)", "mqtt.tls", "false|"),
            rule("mqtt[.]tls-ca", "mqtt.tls-insecure", "true"),
            rule("loxone[.]encryption", "loxone.use-encryption", "true"),
            rule("loxone[.]encryption", "loxone.force-encryption", "true"),
            rule("loxone[.](tls|tls-.*|ssl-port)", "loxone.encryption", "never")
                    .unless("loxone.use-encryption", "loxone.force-encryption"),
            rule("loxone[.](port|ssl-port)", "loxone.host", ".*loxonecloud[.](com|cn)/.*|50[:-]?4f[:-]?94[0-9a-f:-]*"),
            rule("loxone[.]port", "loxone.host", "https:.*"),
            rule("loxone[.]tls-(pin|ca|name|pin-file)", "loxone.tls", "insecure"),
            rule("loxone[.]token-file", "loxone.login", "hash"),
            rule("tapo[.]discovery-target", "tapo.discovery", "false"),
            rule(
                            "tapo[.](discovery-(interval|timeout|packets|ports|interface)|forget-after)",
                            "tapo.discovery",
                            "false")
                    .unless("tapo.discovery-direct"),
            rule("isg[.](user|password|pages|timeout|rollover|login-pause|section-prefix)", "isg.mode", "modbus"),
            rule("isg[.](modbus-.*|model|unit-id|registers)", "isg.mode", "web").unless("isg.sgready.enabled"),
            rule("isg[.]sgready[.](?!enabled|mqtt$).*", "isg.sgready.enabled", "false|"),
            rule("isg[.]sgready[.]mqtt-topic", "isg.sgready.mqtt", "false|"),
            rule("http[.]rate-limit-window", "http.rate-limit-requests", "0"),
            rule("otel[.](endpoint|interval|headers|protocol)", "export.format", "prometheus|none"),
            rule("otel[.](endpoint|interval|headers|protocol)", "otel.enabled", "false"),
            // those that Proxmox's route and OTLP read as well are never without effect
            rule(
                    "host[.](?!enabled|url|proxmox|naming|instance-id|environment|(proc|sys|root)fs).*",
                    "host.enabled",
                    "false"),
            rule("host[.]network-.*", "host.collectors", without("network")),
            rule("host[.]smart-.*|host[.]smartctl", "host.collectors", without("smart")),
            rule("host[.]unit-.*", "host.collectors", "(?!.*systemd).*|(.*,)?\\s*-systemd\\s*(,.*)?"),
            rule("host[.]textfile-.*", "host.collectors", without("textfile")));

    private static final List<Share> SHARES = List.of(
            new Share("host.stat-timeout", "host.interval", 3),
            new Share("host.proxmox-timeout", "host.proxmox-interval", 1),
            new Share("tapo.timeout", "tapo.interval", 3));

    /** @param unless switches that give the settings an effect all the same */
    private record Rule(Pattern keys, String other, Pattern values, List<String> unless) {
        Rule unless(String... switches) {
            return new Rule(keys, other, values, List.of(switches));
        }
    }

    /** A time that is cut to a part of an interval: one that somebody set, and that is not in force, is told. */
    private record Share(String key, String interval, int part) {
        void judge(Settings settings, String written) {
            String other = beside(settings, written, interval);
            try {
                Duration most = Durations.parse(settings.get(other)).dividedBy(part);
                if (Durations.parse(settings.get(written)).compareTo(most) > 0) {
                    settings.found(
                            written,
                            settings.get(written) + " is longer than " + (part == 1 ? "" : "a third of ") + other
                                    + ", which is " + settings.get(other) + "; using " + Durations.words(most));
                }
            } catch (IllegalArgumentException e) {
                // one of the two is no duration: told as such
            }
        }
    }

    private DoubtfulSettings() {}

    /** After words for true and false are settled. */
    public static void find(Settings settings, Path directory, Map<String, String> environment) {
        zone(settings, environment);
        misnamed(settings, directory);
        for (Setting setting : settings.all()) {
            String value = setting.value().strip();
            String shipped = settings.shippedNameOf(setting.key());
            // what is the default as well is not in force either
            SHARES.stream()
                    .filter(share -> share.key().equals(shipped) && setting.source() != Setting.Source.DEFAULT)
                    .forEach(share -> share.judge(settings, setting.key()));
            if (settings.isChanged(setting.key())) {
                if (!value.isEmpty()) {
                    place(settings, setting.key(), shipped, directory, value);
                }
                if (shipped.equals("prometheus.file") && !value.isEmpty() && !value.endsWith(".prom")) {
                    settings.found(
                            setting.key(),
                            value + " does not end in .prom; node_exporter's textfile collector reads no other");
                }
                boolean open = shipped.equals("isg.sgready.enabled")
                        && value.equals("true")
                        && settings.get(beside(settings, setting.key(), "isg.sgready.token"))
                                .isBlank()
                        && !settings.get(beside(settings, setting.key(), "isg.sgready.mqtt"))
                                .equals("true");
                if (open) {
                    settings.found(setting.key(), "the webhook refuses every call: isg.sgready.token is not set");
                }
                if (value.contains(";") && LISTS.matcher(shipped).matches()) {
                    settings.found(
                            setting.key(),
                            "\"" + value + "\" has a semicolon; entries are separated by commas"
                                    + " (where one has a semicolon itself, ? stands for it)");
                }
                if (isMeant(setting) && !value.isEmpty()) {
                    overruled(settings, setting.key(), shipped);
                }
            }
        }
    }

    /** The variable {@code TZ}: Java takes UTC without a word where it does not know the zone. */
    private static void zone(Settings settings, Map<String, String> environment) {
        String zone = environment.getOrDefault("TZ", "").strip();
        boolean file = zone.matches(":?/.*");
        boolean unknown =
                TimeZone.getTimeZone(zone.replaceFirst("^:", "")).getID().equals("GMT");
        if (!zone.isEmpty() && !file && !zone.matches(UTC) && unknown) {
            settings.found(
                    "TZ",
                    "\"" + zone
                            + "\" is no time zone that is known, so times are taken as UTC; allowed: as Europe/Berlin");
        }
    }

    /** Files and folders of the working directory that are nearly called as what is read there, and so are not. */
    private static void misnamed(Settings settings, Path directory) {
        for (Path path : list(directory)) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                String meant = name.toLowerCase(Locale.ROOT);
                FOLDERS.stream()
                        .filter(folder -> !name.equals(folder) && (meant.equals(folder) || folder.equals(meant + "s")))
                        .forEach(folder ->
                                settings.found(name + "/", "is not read for its name; the folder is " + folder));
            } else if (NEARLY_FILE.matcher(name).matches() && !name.equals(FILE)) {
                settings.found(name, "is not read for its name; settings stand in " + FILE);
            }
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> all = Files.list(directory.toAbsolutePath())) {
            return all.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            // what cannot be listed is said where it is read
            return List.of();
        }
    }

    /**
     * Folders, programs and files to be written that settings name. One that is not there is a finding and no end: it may come
     * later, as a disk that is mounted does. Files that must be read are judged with the endpoint that reads them.
     */
    private static void place(Settings settings, String key, String shipped, Path directory, String written) {
        String lacks;
        try {
            lacks = lacks(shipped, directory.resolve(written), written);
        } catch (InvalidPathException e) {
            lacks = "is no path: " + e.getReason();
        }
        if (!lacks.isEmpty()) {
            settings.found(key, "\"" + written + "\": " + lacks);
        }
    }

    /** Empty where nothing is. */
    private static String lacks(String key, Path path, String written) {
        if (NAMED_FOLDERS.contains(key) && !Files.isDirectory(path)) {
            return "there is no such folder; what is in it is read once it is there";
        }
        if (PROGRAMS.contains(key) && !written.equals(NONE) && path.isAbsolute() && !Files.isExecutable(path)) {
            return "there is no such program that this user may run";
        }
        Path folder = path.toAbsolutePath().getParent();
        if (WRITTEN.contains(key) && Files.isDirectory(path)) {
            return "is a folder; allowed: a file";
        }
        if (WRITTEN.contains(key) && !Files.isDirectory(folder)) {
            return "there is no folder " + folder + " to write it into";
        }
        if (WRITTEN.contains(key) && !Files.isWritable(folder)) {
            return "this user may not write into " + folder;
        }
        return "";
    }

    /** Written for this program: the variables of OpenTelemetry are everybody's, and those of replaced exporters stand there for them. */
    private static boolean isMeant(Setting setting) {
        return setting.source() == Setting.Source.PROPERTIES
                || (setting.source() == Setting.Source.ENVIRONMENT
                        && !setting.key().startsWith("otel."));
    }

    private static void overruled(Settings settings, String written, String shipped) {
        for (Rule rule : RULES) {
            if (!rule.keys().matcher(shipped).matches()
                    || rule.unless().stream().anyMatch(other -> settings.get(beside(settings, written, other))
                            .equals("true"))) {
                continue;
            }
            String key = beside(settings, written, rule.other());
            String value = settings.get(key).strip();
            if (rule.values().matcher(value).matches()) {
                settings.found(written, "has no effect: " + key + " is " + (value.isEmpty() ? "not set" : value));
                return;
            }
        }
    }

    /** The other setting of the same device: of a copied route its own, where it has one. */
    private static String beside(Settings settings, String written, String other) {
        String own = written.substring(0, written.indexOf('.')) + other.substring(other.indexOf('.'));
        return settings.setting(own).isPresent() ? own : other;
    }

    private static Rule rule(String keys, String other, String values) {
        return new Rule(Pattern.compile(keys), other, Pattern.compile("(?i)" + values), List.of());
    }

    /** A list that takes the collector out, or one of its own that has not got it. */
    private static String without(String collector) {
        return "(.*,)?\\s*-" + collector + "\\s*(,.*)?|(?!.*(" + collector + "|[+-])).+";
    }
}
