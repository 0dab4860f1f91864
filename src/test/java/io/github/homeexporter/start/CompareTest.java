package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import io.github.homeexporter.comparison.Comparison;
import io.github.homeexporter.comparison.ServedPage;
import io.github.homeexporter.net.tls.TestCertificate;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.CommandLineOptions.CompareOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom {@code --compare} asks, with what, and what it never prints. */
class CompareTest {
    private static final String PAGE = "a 1\n";
    private static final String SECRET = "gr3at_p@ssword";

    @TempDir
    Path directory;

    private final CompareOptions options = new CompareOptions();
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    CompareTest() {
        options.seconds = "1";
    }

    @Test
    void the_own_page_is_that_of_the_settings_with_user_and_password() throws Exception {
        try (ServedPage there = ServedPage.of(PAGE);
                ServedPage here = ServedPage.of(PAGE)) {
            options.there = "127.0.0.1:" + there.port();
            environment.putAll(
                    Map.of("HTTP_PORT", here.port() + "", "HTTP_BASIC_USER", "me", "HTTP_BASIC_PASSWORD", SECRET));
            assertThat(run()).as(printed()).isZero();
            assertThat(here.asked()).hasSize(3).allMatch(asked -> basic("me:" + SECRET)
                    .equals(authorization(asked)));
            assertThat(there.asked()).hasSize(3).allMatch(asked -> authorization(asked) == null);
            assertThat(printed()).contains("there: http://127.0.0.1:" + there.port() + "/metrics, 1 series");
        }
        assertThat(printed()).doesNotContain(SECRET);
    }

    @Test
    void either_page_gets_the_user_of_its_address_or_the_token_of_its_file() throws Exception {
        try (ServedPage there = ServedPage.answering(exchange -> ServedPage.give(exchange, 401, "no"));
                ServedPage here = ServedPage.of(PAGE)) {
            options.there = there.url().replace("://", "://me:gr3at_p%40ssword@") + "/probe?key=" + SECRET;
            options.here = here.url();
            options.hereToken = Files.writeString(directory.resolve("token"), SECRET + "\n");
            assertThat(run()).isEqualTo(Comparison.UNREAD);
            assertThat(authorization(there.asked().get(0))).isEqualTo(basic("me:" + SECRET));
            assertThat(authorization(here.asked().get(0))).isEqualTo("Bearer " + SECRET);
        }
        assertThat(printed()).contains("/probe: answered HTTP 401").doesNotContain(SECRET, "gr3at_p%40ssword");
    }

    @Test
    void a_page_over_tls_needs_an_authority_that_is_believed() throws Exception {
        TestCertificate certificate = TestCertificate.selfSigned("exporter", "127.0.0.1");
        try (ServedPage there = ServedPage.overTls(certificate.context(), PAGE);
                ServedPage here = ServedPage.of(PAGE)) {
            options.there = there.url();
            options.here = here.url();
            assertThat(run()).isEqualTo(Comparison.UNREAD);
            assertThat(printed()).contains("no secure connection", "--compare-ca FILE");
            options.ca = certificate.writeCertificate(directory.resolve("other.pem"));
            assertThat(run()).as(printed()).isZero();
            options.ca = null;
            options.insecure = true;
            assertThat(run()).as(printed()).isZero();
        }
    }

    @Test
    void the_own_page_over_tls_is_known_by_the_certificate_of_the_settings() throws Exception {
        TestCertificate own = TestCertificate.selfSigned("home.example", "home.example");
        try (ServedPage there = ServedPage.of(PAGE);
                ServedPage here = ServedPage.overTls(own.context(), PAGE);
                ServedPage stranger = ServedPage.overTls(
                        TestCertificate.selfSigned("home.example", "127.0.0.1").context(), PAGE)) {
            options.there = there.url();
            environment.putAll(Map.of(
                    "HTTP_PORT", here.port() + "",
                    "HTTP_TLS_CERTIFICATE",
                            own.writeCertificate(directory.resolve("own.pem")).toString(),
                    "HTTP_TLS_KEY", own.writeKey(directory.resolve("own.key")).toString()));
            assertThat(run()).as(printed()).isZero();
            environment.put("HTTP_PORT", stranger.port() + "");
            assertThat(run()).isEqualTo(Comparison.UNREAD);
            assertThat(printed()).contains("is not the one pinned");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1/",
                "http://me:gr3at_p@ssword@127.0.0.1:8080",
                "http://me:gr3at_p@ssword#@127.0.0.1",
                "http://me:80/gr3at_p@ssword@127.0.0.1",
                "http:///metrics",
                "http://127.0.0.1:99999",
                ""
            })
    void an_address_that_is_none_is_said_without_repeating_it(String url) throws Exception {
        options.there = url;
        assertThat(run()).isEqualTo(Comparison.UNREAD);
        assertThat(printed())
                .startsWith("--compare: no address of a page; allowed: ")
                .doesNotContain("gr3at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3601", "-1", "1.5", "a", ""})
    void seconds_have_bounds(String seconds) throws Exception {
        options.there = "127.0.0.1";
        options.seconds = seconds;
        assertThat(run()).isEqualTo(Comparison.UNREAD);
        assertThat(printed()).contains("--compare-seconds " + seconds + "; allowed: a whole number from 1 to 3600");
    }

    @Test
    void a_file_without_a_token_is_said() throws Exception {
        options.there = "127.0.0.1";
        options.thereToken = Files.writeString(directory.resolve("token"), "two words\n");
        assertThat(run()).isEqualTo(Comparison.UNREAD);
        assertThat(printed()).contains("token: holds no token, which is one word");
        options.thereToken = directory.resolve("none");
        assertThat(run()).isEqualTo(Comparison.UNREAD);
        assertThat(printed()).contains("none: cannot be read: it is not there");
    }

    private int run() throws Exception {
        Settings settings = SettingsLoader.load(directory, environment);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Compare.run(options, settings, directory, false, out, out);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String authorization(Headers asked) {
        return asked.getFirst("Authorization");
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
