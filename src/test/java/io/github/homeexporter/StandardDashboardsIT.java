package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.deploy.Dashboard;
import io.github.homeexporter.deploy.EmptyPanels;
import io.github.homeexporter.deploy.Promtool;
import io.github.homeexporter.deploy.RealPrometheus;
import io.github.homeexporter.deploy.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards of the house's devices show as much when every device has names by the book. */
class StandardDashboardsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> OF_DEVICES =
            List.of("overview.json", "loxone.json", "luxtronik.json", "isg.json", "tapo.json");

    @TempDir
    Path directory;

    @Test
    void every_panel_shows_something_under_names_by_the_book() throws Exception {
        Promtool.demand("prometheus");
        Map<String, String> standard = Map.of(
                "LUX_NAMING", "standard",
                "LOXONE_NAMING", "standard",
                "ISG_NAMING", "standard",
                "TAPO_NAMING", "standard");
        try (RunningProgram demo =
                        RunningProgram.start(Files.createDirectories(directory.resolve("demo")), standard, "--demo");
                RealPrometheus prometheus = RealPrometheus.scraping(demo.port, directory)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(prometheus
                                    .now(
                                            "count_over_time(up[10m]) >= 20 and on () count(home_exporter_device_up == 1) >= 10")
                                    .size())
                            .as(demo.output())
                            .isPositive());
            assertThat(prometheus.names()).doesNotContain("loxone_control_value", "current_consumption");
            EmptyPanels allowed = EmptyPanels.read();
            Map<Dashboard.Query, String> open = new HashMap<>();
            for (Dashboard dashboard : Dashboard.all()) {
                if (OF_DEVICES.contains(dashboard.file())) {
                    Variables variables = Variables.of(dashboard);
                    variables.choices(prometheus).forEach((name, choices) -> assertThat(choices)
                            .as(dashboard + ", $" + name)
                            .isNotEmpty());
                    dashboard.queries().forEach(query -> open.put(query, variables.into(query.expr())));
                }
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            do {
                DashboardsIT.answered(prometheus, open).forEach(open::remove);
            } while (!open.keySet().stream().allMatch(allowed::allows) && System.nanoTime() < end);
            assertThat(open.entrySet().stream()
                            .filter(e -> !allowed.allows(e.getKey()))
                            .map(e -> e.getKey().where() + ": " + e.getValue())
                            .sorted())
                    .as("queries without an answer")
                    .isEmpty();
        }
    }
}
