package io.github.homeexporter.settings;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.http.Authorization.BasicCredentials;
import io.github.homeexporter.http.HttpPort.HttpPortOptions;
import io.github.homeexporter.http.Networks;
import io.github.homeexporter.http.ServerCertificate;
import io.github.homeexporter.http.TrustedHosts;
import io.github.homeexporter.sample.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The {@code http.*} settings. A wrong number is a finding and the default holds; what protects the port has no default that
 * could stand in for it, so a fault there keeps the port shut.
 */
public final class HttpSettings {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._:%-]+|\\[[A-Fa-f0-9:.]+]");
    private static final String PEM = "http.tls-certificate";
    private static final String KEYSTORE = "http.tls-keystore";
    private static final String HISTORY = "http.history-interval";

    private final Settings settings;
    private final Path directory;
    private final List<Finding> faults = new ArrayList<>();
    private HttpPortOptions options;

    private HttpSettings(Settings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
    }

    public static HttpSettings read(Settings settings, Path directory) {
        HttpSettings http = new HttpSettings(settings, directory);
        http.options = http.options();
        return http;
    }

    /** After all layers are in: a route reads it, and all pages are in that route's file, so that what is wrong never gets there. */
    public static void settle(Settings settings) {
        Optional<Duration> every = settings.parsed(
                HISTORY,
                text -> Optional.of(within(text, Duration.ofSeconds(1), Duration.ofHours(1))),
                "1s to 1h",
                Optional.empty());
        if (every.isEmpty()) {
            settings.change(HISTORY, settings.defaultOf(HISTORY));
        }
    }

    public static boolean isTls(Settings settings) {
        return !settings.get(PEM).isBlank() || !settings.get(KEYSTORE).isBlank();
    }

    /** What keeps the port shut. */
    public List<Finding> faults() {
        return List.copyOf(faults);
    }

    /** @throws IllegalArgumentException with the first fault */
    public HttpPortOptions orThrow() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.get(0).toString());
        }
        return options;
    }

    private HttpPortOptions options() {
        return new HttpPortOptions(
                guarded("http.address", "", this::address),
                settings.number("http.port", 1, 65535),
                guarded(whichTls(), Optional.empty(), this::certificate),
                guarded(whichBasic(), new BasicCredentials("", ""), this::basic),
                guarded(
                        "http.trusted-hosts",
                        TrustedHosts.parse(""),
                        () -> TrustedHosts.parse(settings.get("http.trusted-hosts"))),
                guarded(
                        "http.trusted-proxies",
                        Networks.parse(""),
                        () -> Networks.parse(settings.get("http.trusted-proxies"))),
                settings.number("http.rate-limit-requests", 0, 1_000_000),
                duration("http.rate-limit-window", Duration.ofSeconds(1), Duration.ofHours(24)),
                settings.number("http.max-body", 1024, 16 * 1024 * 1024),
                settings.number("http.max-header", 1024, 1024 * 1024),
                settings.number("http.max-connections", 1, 100_000),
                settings.number("http.max-requests", 1, 10_000),
                duration("http.request-timeout", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                duration("http.idle-timeout", Duration.ofSeconds(1), Duration.ofHours(1)),
                settings.parsed(
                        "http.request-log",
                        text -> TruthWords.of(text).orElseThrow(IllegalArgumentException::new),
                        "true, false",
                        true));
    }

    private <T> T guarded(String key, T otherwise, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            String origin = settings.setting(key).map(Setting::origin).orElse(key);
            faults.add(new Finding(origin, key + ": " + e.getMessage()));
            return otherwise;
        }
    }

    private String whichTls() {
        return !settings.get(PEM).isBlank() ? PEM : !settings.get(KEYSTORE).isBlank() ? KEYSTORE : "http.tls-key";
    }

    private Optional<ServerCertificate> certificate() {
        String pem = settings.get(PEM).strip();
        String key = settings.get("http.tls-key").strip();
        String keystore = settings.get(KEYSTORE).strip();
        String password = settings.get("http.tls-password");
        if (!keystore.isEmpty() && !pem.isEmpty()) {
            throw new IllegalArgumentException("is set and http.tls-keystore too; allowed: one of them");
        }
        if (pem.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException("http.tls-certificate and http.tls-key must both be set");
        }
        if (!keystore.isEmpty()) {
            return Optional.of(ServerCertificate.ofPkcs12(file(keystore), password));
        }
        return pem.isEmpty() ? Optional.empty() : Optional.of(ServerCertificate.ofPem(file(pem), file(key), password));
    }

    private String address() {
        String address = settings.get("http.address").strip();
        boolean withPort = address.indexOf(':') > 0 && address.indexOf(':') == address.lastIndexOf(':');
        if (withPort || !ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "\"" + address
                            + "\"; allowed: an address or a name of this machine, 0.0.0.0 for all of them; the port is http.port");
        }
        return address;
    }

    /** The one that is set and wants the other. */
    private String whichBasic() {
        return settings.get("http.basic-user").isBlank() ? "http.basic-password" : "http.basic-user";
    }

    private BasicCredentials basic() {
        return new BasicCredentials(settings.get("http.basic-user"), settings.get("http.basic-password"));
    }

    private byte[] file(String name) {
        try {
            return Files.readAllBytes(directory.resolve(name));
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + name + " cannot be read: " + OwnerFile.why(e), e);
        }
    }

    private Duration duration(String key, Duration min, Duration max) {
        String allowed = min.toSeconds() + "s to " + max.toSeconds() + "s, as 30s, 5m, or bare seconds";
        return settings.parsed(key, text -> within(text, min, max), allowed, Durations.parse(settings.defaultOf(key)));
    }

    private static Duration within(String text, Duration min, Duration max) {
        Duration duration = Durations.parse(text);
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }
}
