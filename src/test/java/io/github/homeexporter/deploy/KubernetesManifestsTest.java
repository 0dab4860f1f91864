package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code deploy/kubernetes/} without a cluster: each document has what its kind must have, and they fit together and to the program. */
class KubernetesManifestsTest {
    private static final Path FOLDER = Path.of("deploy/kubernetes");
    private static final String NAME = "home-exporter";

    private static List<JsonNode> documents(String file) {
        try {
            List<JsonNode> all = new ArrayList<>();
            Load yaml = new Load(LoadSettings.builder().build());
            yaml.loadAllFromString(Files.readString(FOLDER.resolve(file)))
                    .forEach(document -> all.add(new ObjectMapper().valueToTree(document)));
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode of(String file, String kind) {
        return documents(file).stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode pod() {
        return of("deployment.yaml", "Deployment").at("/spec/template/spec");
    }

    private static JsonNode container() {
        return pod().at("/containers/0");
    }

    @Test
    void every_document_has_version_kind_and_name_and_the_kustomization_lists_every_file() throws IOException {
        List<String> listed = new ArrayList<>();
        of("kustomization.yaml", "Kustomization").path("resources").forEach(file -> listed.add(file.asText()));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("kustomization.yaml"))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
        for (String file : listed) {
            assertThat(documents(file)).isNotEmpty().allSatisfy(document -> {
                assertThat(document.path("apiVersion").asText()).matches("([a-z0-9.]+/)?v1");
                assertThat(document.path("kind").asText()).isNotBlank();
                assertThat(document.at("/metadata/name").asText()).startsWith(NAME);
                assertThat(document.at("/metadata/labels/app").asText()).isEqualTo(NAME);
                assertThat(document.path("metadata").has("namespace"))
                        .as("goes where kubectl is told")
                        .isFalse();
            });
        }
    }

    @Test
    void two_replicas_that_may_do_nothing_but_serve() {
        JsonNode deployment = of("deployment.yaml", "Deployment");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(deployment.at("/spec/selector/matchLabels"))
                .isEqualTo(deployment.at("/spec/template/metadata/labels"));
        assertThat(pod().path("enableServiceLinks").isBoolean()).isTrue();
        assertThat(pod().path("enableServiceLinks").asBoolean()).isFalse();
        assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod().at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
        JsonNode security = container().path("securityContext");
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container().at("/resources/limits/memory").asText()).isNotBlank();
    }

    @Test
    void the_probes_ask_what_the_program_serves_on_the_port_it_has() throws IOException {
        assertThat(container().at("/livenessProbe/httpGet/path").asText()).isEqualTo("/-/healthy");
        assertThat(container().at("/readinessProbe/httpGet/path").asText()).isEqualTo("/-/ready");
        assertThat(container().at("/startupProbe/httpGet/path").asText()).isEqualTo("/-/ready");
        assertThat(container().at("/ports/0/name").asText()).isEqualTo("http");
        assertThat("http.port=" + container().at("/ports/0/containerPort").asInt())
                .isIn(Files.readAllLines(Path.of("application.properties")));
        assertThat(Files.readString(Path.of("routes/http.camel.yaml")))
                .contains("platform-http:/-/healthy\"", "platform-http:/-/ready\"", "platform-http:/metrics\"");
        assertThat(of("service.yaml", "Service").at("/spec/ports/0/targetPort").asText())
                .isEqualTo("http");
        assertThat(of("servicemonitor.yaml", "ServiceMonitor")
                        .at("/spec/endpoints/0/path")
                        .asText())
                .isEqualTo("/metrics");
    }

    @Test
    void selectors_meet_the_labels_and_the_account_meets_the_role() {
        JsonNode labels = of("deployment.yaml", "Deployment").at("/spec/template/metadata/labels");
        assertThat(of("service.yaml", "Service").at("/spec/selector")).isEqualTo(labels);
        assertThat(of("servicemonitor.yaml", "ServiceMonitor").at("/spec/selector/matchLabels"))
                .isEqualTo(of("service.yaml", "Service").at("/metadata/labels"));
        assertThat(of("servicemonitor.yaml", "ServiceMonitor")
                        .at("/spec/endpoints/0/port")
                        .asText())
                .isEqualTo(
                        of("service.yaml", "Service").at("/spec/ports/0/name").asText());
        JsonNode binding = of("account.yaml", "RoleBinding");
        assertThat(binding.at("/roleRef/name").asText())
                .isEqualTo(of("account.yaml", "Role").at("/metadata/name").asText());
        assertThat(binding.at("/subjects/0/name").asText())
                .isEqualTo(pod().path("serviceAccountName").asText())
                .isEqualTo(of("account.yaml", "ServiceAccount")
                        .at("/metadata/name")
                        .asText());
        assertThat(of("account.yaml", "Role").at("/rules/0/resources/0").asText())
                .isEqualTo("leases");
    }

    @Test
    void what_is_mounted_exists_and_the_settings_take_a_lease() throws IOException {
        List<String> maps = new ArrayList<>();
        documents("configmap.yaml")
                .forEach(map -> maps.add(map.at("/metadata/name").asText()));
        List<String> volumes = new ArrayList<>();
        pod().path("volumes").forEach(volume -> {
            volumes.add(volume.path("name").asText());
            if (volume.has("configMap")) {
                assertThat(volume.at("/configMap/name").asText()).isIn(maps);
            }
        });
        container()
                .path("volumeMounts")
                .forEach(mount -> assertThat(mount.path("name").asText()).isIn(volumes));
        Properties settings = new Properties();
        settings.load(new StringReader(documents("configmap.yaml")
                .get(0)
                .at("/data")
                .path("application.properties")
                .asText()));
        assertThat(settings)
                .containsEntry("camel.beans.lease.leaseResourceType", "Lease")
                .containsEntry("camel.beans.lease.clusterLabels[app]", NAME);
    }

    @Test
    void the_route_is_the_example() throws IOException {
        String example = Files.readString(Path.of("examples/routes/luxtronik-master.camel.yaml"))
                .replaceAll("(?m)^#.*\\n", "");
        assertThat(documents("configmap.yaml")
                        .get(1)
                        .at("/data")
                        .path("luxtronik.camel.yaml")
                        .asText())
                .isEqualTo(example);
    }
}
