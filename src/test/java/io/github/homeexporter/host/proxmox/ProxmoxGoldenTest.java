package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.host.proxmox.ClusterReading.PveLine;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that is said of two nodes, five guests and two storages, against files to be read; {@code -Dgolden.update=true} writes them anew. */
class ProxmoxGoldenTest {
    private static final PveLine FILES = path -> {
        try {
            return PveEntry.ofApi(FakePve.file(path));
        } catch (IOException e) {
            throw new FaultException(new Fault("malformed", path + ": " + e.getMessage()));
        }
    };

    private static PveCluster cluster() throws Exception {
        return new ClusterReading().read(FILES);
    }

    private static RareReading.Answers rare() throws Exception {
        return new RareReading().read(FILES, cluster(), 1);
    }

    private static Samples samples(Naming naming) throws Exception {
        return new ProxmoxSamples(naming, "", "", "api/192.0.2.11:8006").of(cluster(), rare());
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "STANDARD"})
    void the_samples_are_those_of_the_golden_file(Naming naming) throws Exception {
        List<String> lines =
                new ArrayList<>(samples(naming).toString().lines().sorted().toList());
        assertThat(lines).doesNotHaveDuplicates();
        String text = String.join("\n", lines) + "\n";
        Path golden = Path.of(
                "src/test/resources/host/proxmox-api/expected-" + naming.name().toLowerCase(Locale.ROOT) + ".prom");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @EnumSource
    void the_store_takes_every_series(Naming naming) throws Exception {
        Samples samples = samples(naming);
        SampleStore store = new SampleStore();
        store.publish(new Batch("proxmox", "proxmox", Duration.ofSeconds(60), true, naming, 1, samples));
        assertThat(store.samples("proxmox")).hasSize(samples.size());
        assertThat(store.families())
                .extracting(family -> family.family().name())
                .doesNotContain("home_exporter_samples_refused_total");
    }

    @Test
    void every_metric_that_is_not_asked_for_in_this_house_is_listed_and_no_other_is_made() throws Exception {
        Samples samples = samples(Naming.BOTH);
        for (int i = 0; i < samples.size(); i++) {
            var family = samples.series(i).family();
            assertThat(ProxmoxMetrics.STANDARD.contains(family) || ProxmoxMetrics.LEGACY.contains(family))
                    .as(family.name())
                    .isTrue();
        }
    }

    @Test
    void the_instance_of_the_settings_is_on_the_replaced_names_only() throws Exception {
        String text = new ProxmoxSamples(Naming.BOTH, "", "attic-pve", "command/pvesh")
                .of(cluster(), rare())
                .toString();
        assertThat(text.lines().filter(line -> line.contains("instance=\"attic-pve\"")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("proxmox_"));
    }

    @Test
    void a_paused_guest_is_not_stopped_and_keeps_its_counters() throws Exception {
        PveCluster read = cluster();
        List<PveEntry> paused = read.resources().stream()
                .map(entry -> entry.text("id").equals("qemu/200") ? with(entry, "status", "paused") : entry)
                .map(entry -> entry.text("id").equals("qemu/200") ? with(entry, "memhost", "3400000000") : entry)
                .toList();
        PveCluster cluster = new PveCluster(paused, read.status(), read.version(), read.nodes());
        String text = new ProxmoxSamples(Naming.BOTH, "", "", "api/192.0.2.11:8006")
                .of(cluster, RareReading.Answers.NONE)
                .toString();
        assertThat(text)
                .contains("pve_up{id=\"qemu/200\"} 0.0")
                .contains("pve_guest_state{id=\"qemu/200\",state=\"paused\"} 1.0")
                .contains("pve_network_receive_bytes_total{id=\"qemu/200\"}")
                .contains("pve_memory_host_bytes{id=\"qemu/200\"} 3.4E9")
                .contains(
                        "proxmox_vms_running{host_name=\"larder\",instance=\"proxmox-larder\",proxmox_node=\"larder\"} 0.0")
                .contains(
                        "proxmox_vms_stopped{host_name=\"larder\",instance=\"proxmox-larder\",proxmox_node=\"larder\"} 1.0");
    }

    /** The list says so of a node whose statistics are late. */
    @Test
    void a_node_of_unknown_status_is_up_when_it_answers_or_the_cluster_says_so() {
        PveEntry unknown = new PveEntry(Map.of("type", "node", "node", "attic", "status", "unknown"));
        PveEntry online = new PveEntry(Map.of("type", "node", "name", "attic", "online", "1"));
        PveEntry offline = new PveEntry(Map.of("type", "node", "name", "attic", "online", "0"));
        Map<String, PveEntry> answers = Map.of("attic", PveEntry.EMPTY);
        assertThat(isUp(unknown, List.of(online), Map.of())).isTrue();
        assertThat(isUp(unknown, List.of(offline), Map.of())).isFalse();
        assertThat(isUp(unknown, List.of(), answers)).isTrue();
        assertThat(isUp(unknown, List.of(), Map.of())).isFalse();
    }

    @Test
    void what_changes_rarely_is_asked_every_ten_minutes() throws Exception {
        List<String> asked = new ArrayList<>();
        PveLine line = path -> {
            asked.add(path);
            return FILES.get(path);
        };
        RareReading reading = new RareReading();
        PveCluster cluster = cluster();
        reading.read(line, cluster, 1);
        int first = asked.size();
        reading.read(line, cluster, Duration.ofMinutes(9).toNanos());
        assertThat(asked).hasSize(first);
        reading.read(line, cluster, Duration.ofMinutes(11).toNanos());
        assertThat(asked).hasSize(2 * first);
    }

    @Test
    void what_the_deadline_cut_off_is_asked_for_with_the_next_reading() throws Exception {
        List<String> asked = new ArrayList<>();
        PveLine slow = path -> {
            asked.add(path);
            throw new FaultException(new Fault(ClusterReading.TIMEOUT, path + ": no whole answer within 5 s"));
        };
        RareReading reading = new RareReading();
        PveCluster cluster = cluster();
        reading.read(slow, cluster, 1);
        assertThat(asked).hasSize(1);
        RareReading.Answers answers = reading.read(FILES, cluster, 2);
        assertThat(answers.notBackedUp()).hasSize(2);
        assertThat(answers.subscriptions()).containsKey("larder");
    }

    private static boolean isUp(PveEntry node, List<PveEntry> status, Map<String, PveEntry> answers) {
        return new PveCluster(List.of(node), status, PveEntry.EMPTY, answers).isUp(node);
    }

    private static PveEntry with(PveEntry entry, String key, String value) {
        Map<String, String> fields = new HashMap<>(entry.fields());
        fields.put(key, value);
        return new PveEntry(fields);
    }
}
