package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.FaultException;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that is said of two nodes, five guests and two storages, against files to be read; {@code -Dgolden.update=true} writes them anew. */
class ProxmoxGoldenTest {
    private static PveCluster cluster() throws Exception {
        return new ClusterReading().read(path -> {
            try {
                return PveJson.ofApi(FakePve.file(path));
            } catch (IOException e) {
                throw new FaultException(new Fault("malformed", path + ": " + e.getMessage()));
            }
        });
    }

    private static Samples samples(Naming naming) throws Exception {
        return new ProxmoxSamples(naming, "", "", "api/192.0.2.11:8006").of(cluster());
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
                .of(cluster())
                .toString();
        assertThat(text.lines().filter(line -> line.contains("instance=\"attic-pve\"")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("proxmox_"));
    }
}
