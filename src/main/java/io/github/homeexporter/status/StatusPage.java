package io.github.homeexporter.status;

import io.github.homeexporter.sample.DeviceStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeMap;

/** {@link Health} for people: one page without scripts, which asks no other host for anything. */
final class StatusPage {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8886;overflow-wrap:anywhere}
            :root{color-scheme:light dark}
            """;

    /** No scripts, no other host, no frame; the one style sheet is known by its hash. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final StringBuilder out = new StringBuilder(4096);

    private StatusPage() {}

    static String write(Health health, Instant now) {
        return new StatusPage().page(health, now);
    }

    private String page(Health health, Instant now) {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>home-exporter: ")
                .append(health.verdict().word())
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>home-exporter</h1>\n<p>All in all: <strong>")
                .append(health.verdict().word())
                .append(
                        "</strong></p>\n<p><a href=\"/metrics\">metrics</a> · <a href=\"/healthz\">health as JSON</a></p>\n");
        devices(health, now);
        new TreeMap<>(health.configFiles()).forEach((file, loaded) -> {
            if (!loaded) {
                out.append("<p>Not loaded: ");
                text(file);
                out.append(". The log says why; what ran before goes on.</p>\n");
            }
        });
        return out.append("</body>\n</html>\n").toString();
    }

    private void devices(Health health, Instant now) {
        if (health.devices().isEmpty()) {
            out.append("<p>No device has reported yet. Devices are set in application.properties.</p>\n");
            return;
        }
        out.append("<table>\n<thead><tr><th scope=\"col\">Device</th><th scope=\"col\">Kind</th>")
                .append("<th scope=\"col\">State</th><th scope=\"col\">Last value</th>")
                .append("<th scope=\"col\">Series</th><th scope=\"col\">Last error</th></tr></thead>\n<tbody>\n");
        for (DeviceStatus device : health.devices()) {
            out.append("<tr><th scope=\"row\">");
            text(device.name());
            out.append("</th>");
            cell(device.kind());
            cell(device.state().name().toLowerCase(Locale.ROOT) + " for "
                    + words(Duration.between(device.since(), now))
                    + (health.silent().contains(device.name()) ? ", but silent" : ""));
            cell(
                    device.lastSampleMillis() == 0
                            ? "none yet"
                            : words(Duration.ofMillis(now.toEpochMilli() - device.lastSampleMillis())) + " ago");
            cell(Integer.toString(device.series()));
            cell(device.lastError().isEmpty() ? "none" : device.lastError());
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private void cell(String content) {
        out.append("<td>");
        text(content);
        out.append("</td>");
    }

    /** Names and errors come from devices and files; none of it is markup. */
    private void text(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    /** The largest unit that fits: 12 s, 3 min, 2 h, 5 d. */
    static String words(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
