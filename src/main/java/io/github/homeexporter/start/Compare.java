package io.github.homeexporter.start;

import io.github.homeexporter.comparison.Comparison;
import io.github.homeexporter.comparison.MetricsPage;
import io.github.homeexporter.comparison.MetricsPage.PageAddress;
import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.http.HttpPort.HttpPortOptions;
import io.github.homeexporter.http.ServerCertificate;
import io.github.homeexporter.settings.HttpSettings;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.CommandLineOptions.CompareOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code --compare}: another exporter's page beside that of this program, which runs here with the same settings. */
final class Compare {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_SPAN = 3600;
    private static final int LONGEST_TOKEN = 16 << 10;

    private Compare() {}

    /** @return as {@link Comparison#run} */
    static int run(
            CompareOptions options, Settings settings, Path directory, boolean all, PrintStream out, PrintStream err)
            throws InterruptedException {
        MetricsPage there;
        MetricsPage here;
        int seconds;
        try {
            seconds = seconds(options.seconds);
            there = page("--compare", options.there, options.thereToken, options);
            if (options.here == null && options.hereToken != null) {
                throw new IllegalArgumentException(
                        "--compare-with-token belongs to --compare-with, which is not given");
            }
            here = options.here == null
                    ? new MetricsPage(own(settings, directory), PATIENCE)
                    : page("--compare-with", options.here, options.hereToken, options);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return Comparison.UNREAD;
        }
        return Comparison.run(there, here, seconds, options.dashboards, options.rules, all, out, err);
    }

    private static MetricsPage page(String option, String url, Path token, CompareOptions options) {
        Optional<String> secret = Optional.ofNullable(token).map(file -> secret(option + "-token", file));
        return new MetricsPage(PageAddress.of(option, url, secret, options.ca, options.insecure), PATIENCE);
    }

    /** As the settings say that the program listens, with its own user, password and certificate. */
    private static PageAddress own(Settings settings, Path directory) {
        HttpPortOptions port = HttpSettings.read(settings, directory).orThrow();
        String user = settings.get("http.basic-user");
        return new PageAddress(
                port.own("/metrics"),
                user.isEmpty() ? "" : PageAddress.basic(user + ":" + settings.get("http.basic-password")),
                null,
                false,
                port.certificate().map(ServerCertificate::fingerprint).orElse(""));
    }

    private static int seconds(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LONGEST_SPAN) {
            throw new IllegalArgumentException(
                    "--compare-seconds " + text + "; allowed: a whole number from 1 to " + LONGEST_SPAN);
        }
        return Integer.parseInt(text);
    }

    private static String secret(String option, Path file) {
        try {
            String text = Files.size(file) > LONGEST_TOKEN
                    ? ""
                    : Files.readString(file).strip();
            if (!text.matches("[\\x21-\\x7e]+")) {
                throw new IllegalArgumentException(option + " " + file + ": holds no token, which is one word");
            }
            return text;
        } catch (IOException e) {
            throw new IllegalArgumentException(option + " " + file + ": cannot be read: " + OwnerFile.why(e), e);
        }
    }
}
