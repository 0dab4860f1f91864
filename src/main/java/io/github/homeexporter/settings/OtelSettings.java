package io.github.homeexporter.settings;

import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.sample.Durations;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code export.format}, {@code prometheus.*} and {@code otel.*} say together: whether anything is sent, and that a value
 * which cannot be used never reaches the routes. Findings name keys and what is allowed, and no header's value.
 */
public final class OtelSettings {
    static final String FORMAT = "export.format";
    /** A value of otel.tls that variables named INSECURE give: to them a scheme says more than they do. */
    public static final String BY_SCHEME = "by-scheme";

    private static final String ENABLED = "otel.enabled";
    private static final String ENDPOINT = "otel.endpoint";
    private static final String PAGE = "prometheus.enabled";
    private static final List<String> FORMATS = List.of("auto", "prometheus", "otlp", "both", "none");

    private final Settings settings;

    private final Path directory;

    private OtelSettings(Settings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /** After all layers are in. From then on otel.enabled is true or false, and durations are in seconds. */
    public static void settle(Settings settings, Path directory) {
        if (settings.setting(FORMAT).isPresent()) {
            new OtelSettings(settings, directory).settle();
        }
    }

    private void settle() {
        Set<String> formats = formats();
        page(formats);
        fileInterval();
        boolean wanted = isWanted(formats);
        readable();
        if (wanted) {
            files();
        }
        settings.change(
                ENABLED, String.valueOf(wanted && !settings.get(ENDPOINT).isBlank()));
    }

    /** Puts what variables of others say as the endpoint reads it, which judges it. */
    private void readable() {
        if (settings.get("otel.tls").equals(BY_SCHEME)) {
            settings.change("otel.tls", String.valueOf(!settings.get(ENDPOINT).contains("://")));
        }
        seconds("otel.interval", Duration.ofSeconds(10), Duration.ofSeconds(300));
        timeout();
        instance();
    }

    /** They are read anew each cycle, so one that is not there yet is said and refuses nothing. */
    private void files() {
        for (String key : List.of("otel.headers-file", "otel.tls-ca", "otel.tls-cert", "otel.tls-key")) {
            String name = settings.get(key).strip();
            try {
                if (!name.isEmpty() && !Files.isReadable(directory.resolve(name))) {
                    settings.found(
                            key,
                            "\"" + name
                                    + "\": there is no such file, or this user may not read it; looked for again each cycle");
                }
            } catch (InvalidPathException e) {
                settings.found(key, "\"" + name + "\" is no name of a file");
            }
        }
    }

    /** A bare number would be milliseconds to the timer. What is too short or too long is told as it is written, and no timer's. */
    private void seconds(String key, Duration least, Duration most) {
        duration(key)
                .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                .ifPresent(duration -> settings.change(key, text(duration)));
    }

    private Optional<Duration> duration(String key) {
        try {
            return Optional.of(Durations.parse(settings.get(key)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A default that is too long for a short interval is no fault of anybody's. */
    private void timeout() {
        String key = "otel.timeout";
        Duration usual = Durations.parse(settings.defaultOf(key));
        Duration interval = duration("otel.interval").orElse(usual.multipliedBy(2));
        if (!isAsked(key) && !settings.isChanged(key) && usual.compareTo(interval) >= 0) {
            settings.change(key, text(interval.dividedBy(2)));
        }
    }

    private Set<String> formats() {
        String text = settings.get(FORMAT).toLowerCase(Locale.ROOT);
        Set<String> formats =
                Arrays.stream(text.split("[,\\s]+")).filter(w -> !w.isEmpty()).collect(Collectors.toSet());
        if (formats.isEmpty() || !FORMATS.containsAll(formats)) {
            settings.found(
                    FORMAT,
                    "\"" + settings.get(FORMAT) + "\"; allowed: auto, prometheus, otlp, both, none; using auto");
            settings.change(FORMAT, "auto");
            return Set.of("auto");
        }
        return formats;
    }

    /** {@code none} takes the page away, but not from who asked for it. */
    private void page(Set<String> formats) {
        String word = settings.get(PAGE).strip().toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            settings.found(PAGE, "\"" + settings.get(PAGE) + "\"; allowed: true, false; using true");
            word = "true";
        }
        settings.change(PAGE, !isAsked(PAGE) && formats.equals(Set.of("none")) ? "false" : word);
    }

    private void fileInterval() {
        String key = "prometheus.file-interval";
        String written = settings.get(key).strip();
        Duration least = Duration.ofSeconds(1);
        Duration most = Duration.ofHours(1);
        try {
            Duration interval = Durations.parse(written);
            if (interval.compareTo(least) < 0 || interval.compareTo(most) > 0) {
                throw new IllegalArgumentException(written + "; allowed: 1s to 1h");
            }
        } catch (IllegalArgumentException e) {
            settings.found(key, e.getMessage() + "; using " + settings.defaultOf(key));
            settings.change(key, settings.defaultOf(key));
        }
        seconds(key, least, most);
    }

    private boolean isWanted(Set<String> formats) {
        String enabled = settings.get(ENABLED).strip().toLowerCase(Locale.ROOT);
        if (!List.of("auto", "true", "false").contains(enabled)) {
            settings.found(ENABLED, "\"" + settings.get(ENABLED) + "\"; allowed: auto, true, false; using auto");
            enabled = "auto";
        }
        boolean byFormat = formats.contains("otlp") || formats.contains("both");
        boolean allowed = byFormat || formats.contains("auto");
        if (enabled.equals("true") && !allowed) {
            settings.found(
                    FORMAT, "is " + settings.get(FORMAT) + ", so nothing is sent although " + ENABLED + " is true");
        }
        boolean wanted = allowed && !enabled.equals("false");
        if (wanted && settings.get(ENDPOINT).isBlank() && (byFormat || enabled.equals("true"))) {
            String key = enabled.equals("true") ? ENABLED : FORMAT;
            settings.found(
                    key,
                    "is " + settings.get(key) + ", and " + ENDPOINT
                            + " is not set; allowed: host:port, http://host:port");
        }
        return wanted;
    }

    /** Whether a variable says it: the file that ships names every setting, so that one there need not be anybody's wish. */
    private boolean isAsked(String key) {
        return settings.setting(key).orElseThrow().source().compareTo(Setting.Source.SECRETS) > 0;
    }

    /** As Camel and we read it. */
    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private void instance() {
        if (settings.get("otel.service-instance-id").isBlank()) {
            settings.change("otel.service-instance-id", settings.get("host.instance-id"));
        }
        if (settings.get("otel.service-version").isBlank()) {
            settings.change("otel.service-version", BuildInfo.read().version());
        }
    }
}
