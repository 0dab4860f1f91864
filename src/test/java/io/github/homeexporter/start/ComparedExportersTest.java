package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.comparison.Comparison;
import io.github.homeexporter.comparison.ServedPage;
import io.github.homeexporter.demo.DemoHouse;
import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.CommandLineOptions.CompareOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages in the shape of each of the five replaced exporters, of the devices of the demo, beside what this program shows of them. */
class ComparedExportersTest {
    private static final Path PAGES = Path.of("src/test/resources/comparison");

    private static DemoHouse house;
    private static Main main;
    private static int port;

    @TempDir
    static Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void runTheDemo() throws Exception {
        house = new DemoHouse();
        port = FreePort.next();
        Map<String, String> devices = new HashMap<>(house.settings());
        devices.put("http.address", "127.0.0.1");
        devices.put("http.port", String.valueOf(port));
        devices.put("host.enabled", "false");
        main = Startup.main(Demo.settings(new Settings(), devices, new ArrayList<>()), directory, true);
        main.start();
        await().atMost(Duration.ofMinutes(2)).until(() -> List.of(
                        "luxtronik_temperaturen{",
                        "isg_vorlauftemp{unit",
                        "loxone_control_value{",
                        "alias=\"Desk\"",
                        "alias=\"Washing machine\"",
                        "alias=\"Refrigerator\"")
                .stream()
                .allMatch(page()::contains));
    }

    @AfterAll
    static void end() throws IOException {
        main.stop();
        house.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"luxtronik2-exporter", "loxone-prometheus-exporter", "pyprom-exporters"})
    void all_that_it_showed_is_here_under_the_same_names_and_labels(String exporter) throws Exception {
        assertThat(compare(old(exporter), "http://127.0.0.1:" + port))
                .as(printed())
                .isZero();
        assertThat(printed()).doesNotContain("of another type", "with further labels here");
    }

    @Test
    void of_isg_exporter_only_what_it_measured_of_itself_is_missing() throws Exception {
        assertThat(compare(old("isg_exporter"), "http://127.0.0.1:" + port)).isEqualTo(Comparison.MISSING);
        assertThat(printed())
                .contains("missing here: 6 series", "isg_gatheringduration_sum{}", "isg_loginduration_count{}")
                .doesNotContain("of another type", "nearest here", "with further labels here");
    }

    /** A host of metrics-exporters is bare metal here: the golden page of that host is ours. */
    @Test
    void all_that_metrics_exporters_showed_of_a_host_is_here() throws Exception {
        try (ServedPage here =
                ServedPage.of(Files.readString(Path.of("src/test/resources/host/bare-metal/expected-legacy.prom")))) {
            assertThat(compare(old("metrics-exporters"), here.url()))
                    .as(printed())
                    .isZero();
        }
        assertThat(printed()).contains("twice on the other page; the first of them counts: 1 series");
    }

    private int compare(String there, String here) throws Exception {
        try (ServedPage old = ServedPage.of(there)) {
            CompareOptions options = new CompareOptions();
            options.there = old.url();
            options.here = here;
            options.seconds = "1";
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            return Compare.run(options, SettingsLoader.load(directory, Map.of()), directory, true, out, out);
        }
    }

    private static String old(String exporter) throws IOException {
        String page = Files.readString(PAGES.resolve(exporter + ".txt"));
        String[] plugs = house.settings().get("tapo.plug-devices").split(",");
        for (int i = 0; i < plugs.length; i++) {
            page = page.replace("@PLUG" + i + "@", plugs[i]);
        }
        return page;
    }

    private static String page() throws IOException {
        try (var body =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
