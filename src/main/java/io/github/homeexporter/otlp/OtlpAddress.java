package io.github.homeexporter.otlp;

import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.otlp.ReceiverAnswer.GrpcAnswer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to send to.
 *
 * @param host without brackets
 * @param path of HTTP, with {@code /v1/metrics}
 */
record OtlpAddress(boolean grpc, boolean tls, String host, int port, String path) {
    static final int GRPC_PORT = 4317;
    static final int HTTP_PORT = 4318;
    private static final String SIGNAL = "/v1/metrics";
    static final String ALLOWED =
            "host:port, http://host:port or https://host:port, with a path for HTTP, as https://otlp.example.com/otlp";
    private static final Pattern FORM =
            Pattern.compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?<at>[^/\\s]+)(?<path>/[^?#\\s]*)?");
    private static final int NO_PORT = 0;

    /**
     * A scheme says whether there is TLS; without one it is {@code tls}. {@code tls} with http:// means TLS as well, as
     * loxone-prometheus-exporter had it. Without a port it is that of the scheme, and without a scheme OTLP's own.
     *
     * @param protocol grpc, http, or auto: HTTP when there is a path or port 4318, else gRPC
     * @throws IllegalArgumentException naming what is allowed, without what may be a password in it
     */
    static OtlpAddress parse(String text, String protocol, boolean tls) {
        String endpoint = text.strip();
        if (endpoint.contains("@")) {
            throw new IllegalArgumentException(
                    "it holds an @; allowed: " + ALLOWED + "; credentials go into otel.headers");
        }
        Matcher m = FORM.matcher(endpoint);
        Optional<HostPort> at = m.matches() ? HostPort.of(m.group("at"), NO_PORT) : Optional.empty();
        if (at.isEmpty()) {
            throw new IllegalArgumentException("\"" + endpoint + "\" is no address; allowed: " + ALLOWED);
        }
        String scheme = m.group("scheme") == null ? "" : m.group("scheme").toLowerCase(Locale.ROOT);
        if (!scheme.matches("|https?|grpcs?")) {
            throw new IllegalArgumentException("scheme " + scheme + "; allowed: " + ALLOWED);
        }
        String path = m.group("path") == null ? "" : m.group("path").replaceFirst("/+$", "");
        int given = at.get().port();
        boolean secure = tls || scheme.equals("https") || scheme.equals("grpcs");
        boolean grpc = isGrpc(protocol, scheme, path, given);
        // a path means nothing to gRPC; this one is only a habit
        if (grpc && !path.isEmpty() && !path.equals(SIGNAL)) {
            throw new IllegalArgumentException(
                    "gRPC has no path, and this has " + path + "; allowed: host:port, or otel.protocol=http");
        }
        int usual = grpc ? GRPC_PORT : HTTP_PORT;
        int ofScheme = scheme.startsWith("http") ? secure ? 443 : 80 : usual;
        return new OtlpAddress(
                grpc,
                secure,
                at.get().bareHost(),
                given == NO_PORT ? ofScheme : given,
                grpc ? GrpcAnswer.PATH : path.endsWith(SIGNAL) ? path : path + SIGNAL);
    }

    private static boolean isGrpc(String protocol, String scheme, String path, int port) {
        return switch (protocol.strip().toLowerCase(Locale.ROOT)) {
            case "grpc" -> true;
            case "http", "http/protobuf" -> false;
            case "", "auto" -> scheme.startsWith("grpc") || path.isEmpty() && port != HTTP_PORT;
            default -> throw new IllegalArgumentException("protocol \"" + protocol + "\"; allowed: auto, grpc, http");
        };
    }

    String protocol() {
        return grpc ? "grpc" : "http";
    }

    /** For people. */
    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "https://" : "http://") + shown + ":" + port + (grpc ? " (gRPC)" : path);
    }
}
