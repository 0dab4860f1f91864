package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is told while the program runs of what is not read, and that it is over. */
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class StrayFilesTest {
    private static final List<String> GONE = List.of(
            "routes/a.yml",
            "routes/folder.camel.yaml",
            "rules/b.yml",
            "rules/into.yaml",
            "registers/c.xls",
            "entities.yml");
    private static final String LINKED = "rules/linked.yaml";

    @TempDir
    Path directory;

    private Main main;
    private SampleStore store;

    @BeforeEach
    void start() throws Exception {
        for (String folder : List.of("routes", "rules", "registers")) {
            Files.createDirectory(directory.resolve(folder));
        }
        // its own only: no port is wanted here
        Files.writeString(directory.resolve("routes/http.camel.yaml"), """
                - route:
                    id: idle
                    from:
                      uri: "timer:idle?repeatCount=1"
                      steps:
                        - log: { id: say, message: idle }
                """);
        Files.writeString(directory.resolve("application.properties"), "host.enabled=false\nhttp.port=0\n");
        main = Startup.main(SettingsLoader.load(directory, Map.of()), directory, true);
        main.start();
        store = SamplesComponent.store(main.getCamelContext());
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void what_was_not_read_is_over_when_it_is_gone_or_leads_somewhere_and_the_log_says_so_once() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere")).resolve("here.yaml");
        List<String> all = new ArrayList<>(GONE);
        all.add(LINKED);
        try (LogLines log = new LogLines(RouteFolder.class)) {
            GONE.forEach(this::make);
            Files.createSymbolicLink(directory.resolve(LINKED), elsewhere);
            await().until(() -> store.self().faults().keySet().containsAll(all));

            for (String each : GONE) {
                Files.delete(directory.resolve(each));
            }
            Files.writeString(elsewhere, "x: 1\n");
            await().until(() -> all.stream().noneMatch(store.self().faults()::containsKey));
            for (String each : all) {
                await().untilAsserted(() -> assertThat(log.lines())
                        .filteredOn(line -> line.startsWith("INFO no longer so: " + each + ": "))
                        .hasSize(1));
            }
            assertThat(loaded()).noneMatch(series -> all.stream().anyMatch(series::contains));
        }
    }

    private void make(String name) {
        Path file = directory.resolve(name);
        try {
            if (name.contains("folder")) {
                Files.createDirectory(file);
            } else if (name.contains("into")) {
                Files.createSymbolicLink(file, Path.of("nowhere"));
            } else {
                Files.writeString(file, "x: 1\n");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> loaded() {
        List<String> series = new ArrayList<>();
        for (FamilyView family : store.families()) {
            for (int i = 0; i < family.size(); i++) {
                series.add(family.series(i).toString());
            }
        }
        series.removeIf(each -> !each.startsWith(ConfigState.FAMILY));
        return series;
    }
}
