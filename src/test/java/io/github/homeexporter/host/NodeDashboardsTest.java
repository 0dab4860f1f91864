package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.sample.Naming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics that node-mixin's alerts, rules and dashboards and the dashboard Node Exporter Full (1860) ask for. */
class NodeDashboardsTest {
    static final Path NAMES = Path.of("src/test/resources/host/dashboard-names.txt");
    static final Path DOCUMENT = Path.of("docs/host-node-exporter.md");

    @TempDir
    Path directory;

    @Test
    void every_metric_they_ask_for_is_served_or_its_absence_stands_in_the_docs() throws Exception {
        List<String> missing = Files.readAllLines(NAMES);
        try (FakeHost host = new FakeHost("server", directory)
                .naming(Naming.STANDARD)
                .collectors("+systemd")
                .write("root/run/systemd/system/x", "")) {
            host.commandOptions.setTextfileDirectory(host.path("textfile"));
            host.commands.answer(
                    Program.SYSTEMCTL,
                    0,
                    "Id=a.service\nActiveState=active\nNRestarts=0\n\nId=a.socket\nNAccepted=1\nNConnections=1\nNRefused=0\n",
                    "");
            Set<String> served = host.poll().keySet().stream()
                    .map(series -> series.replaceFirst("\\{.*", ""))
                    .collect(Collectors.toSet());
            missing.removeAll(served);
        }
        // the program's own: ProcessMetersTest holds them
        missing.removeIf(name -> name.startsWith("process_"));
        String text = Files.readString(DOCUMENT);
        assertThat(missing).isNotEmpty().allSatisfy(name -> assertThat(text).contains("| `" + name + "` |"));
    }
}
