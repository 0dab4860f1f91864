package io.github.homeexporter.otlp;

import io.github.homeexporter.sample.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * An endpoint's options, read and judged.
 *
 * @param headersFile null for none
 * @param tlsCa null for what the JVM trusts
 * @param tlsCert null for no client certificate
 * @param tlsKey goes with {@code tlsCert}
 * @param isServiceNamed whether somebody chose the service's name
 * @param machineId empty unless it is wanted
 */
public record OtlpOptions(
        String name,
        OtlpAddress address,
        Duration interval,
        Duration timeout,
        int attempts,
        boolean gzip,
        HeaderList headers,
        Path headersFile,
        Path tlsCa,
        Path tlsCert,
        Path tlsKey,
        String serviceName,
        boolean isServiceNamed,
        String serviceVersion,
        String serviceInstanceId,
        String programVersion,
        Map<String, String> resourceAttributes,
        String machineId,
        boolean conventions,
        boolean programMeters) {
    static final String DEFAULT_SERVICE = "home-exporter";
    private static final Path MACHINE_ID = Path.of("/etc/machine-id");

    static OtlpOptions of(OtlpEndpoint endpoint) {
        Duration interval = interval(endpoint.getInterval());
        Path cert = path(endpoint.getTlsCert());
        Path key = path(endpoint.getTlsKey());
        if ((cert == null) != (key == null)) {
            throw new IllegalArgumentException("tlsCert and tlsKey go together; one of them is not set");
        }
        String service = endpoint.getServiceName().strip();
        return new OtlpOptions(
                endpoint.getName(),
                OtlpAddress.parse(endpoint.getEndpoint(), endpoint.getProtocol(), endpoint.isTls()),
                interval,
                timeout(endpoint.getTimeout(), interval),
                attempts(endpoint.getAttempts()),
                isGzip(endpoint.getCompression()),
                HeaderList.parse(endpoint.getHeaders()),
                path(endpoint.getHeadersFile()),
                path(endpoint.getTlsCa()),
                cert,
                key,
                service.isEmpty() ? DEFAULT_SERVICE : service,
                !service.isEmpty() && !service.equals(DEFAULT_SERVICE),
                endpoint.getServiceVersion(),
                endpoint.getServiceInstanceId(),
                manifestVersion(),
                ResourceAttributes.parse(endpoint.getResourceAttributes()),
                endpoint.isHostId() ? readMachineId() : "",
                isConventions(endpoint.getHostNaming()),
                endpoint.isProgramMeters());
    }

    /** @throws IllegalArgumentException naming what is allowed; so do all of these */
    public static void checkAddress(String endpoint, String protocol, boolean tls) {
        OtlpAddress.parse(endpoint, protocol, tls);
    }

    /** As {@link #checkAddress}; no fault shows a value. */
    public static void checkHeaders(String headers) {
        HeaderList.parse(headers);
    }

    public static void checkResourceAttributes(String attributes) {
        ResourceAttributes.parse(attributes);
    }

    public static Duration interval(String text) {
        return within(Durations.parse(text), 10, 300);
    }

    /** @param interval what the timeout must be shorter than */
    public static Duration timeout(String text, Duration interval) {
        Duration timeout = within(Durations.parse(text), 1, 60);
        if (timeout.compareTo(interval) >= 0) {
            throw new IllegalArgumentException("timeout " + timeout.toSeconds()
                    + "s is not shorter than the interval of " + interval.toSeconds() + "s");
        }
        return timeout;
    }

    public static int attempts(int attempts) {
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("attempts " + attempts + "; allowed: 1 to 10");
        }
        return attempts;
    }

    public static boolean isGzip(String compression) {
        return switch (compression.strip().toLowerCase(Locale.ROOT)) {
            case "gzip" -> true;
            case "none", "" -> false;
            default -> throw new IllegalArgumentException("\"" + compression + "\"; allowed: gzip, none");
        };
    }

    public static boolean isConventions(String naming) {
        return switch (naming.strip().toLowerCase(Locale.ROOT)) {
            case "conventions" -> true;
            case "prometheus" -> false;
            default -> throw new IllegalArgumentException("\"" + naming + "\"; allowed: conventions, prometheus");
        };
    }

    private static Duration within(Duration duration, int min, int max) {
        if (duration.compareTo(Duration.ofSeconds(min)) < 0 || duration.compareTo(Duration.ofSeconds(max)) > 0) {
            throw new IllegalArgumentException(
                    duration.toMillis() / 1000.0 + " s; allowed: " + min + " s to " + max + " s");
        }
        return duration;
    }

    private static Path path(String text) {
        return text.isBlank() ? null : Path.of(text.strip());
    }

    /** As the jar's manifest has it. */
    private static String manifestVersion() {
        String version = OtlpOptions.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** Empty where there is none: it only helps to tell machines apart. */
    private static String readMachineId() {
        try {
            return Files.readString(MACHINE_ID).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
