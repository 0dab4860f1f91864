package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.net.tls.TestCertificate;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped route against an API on loopback: what it says, and every way in which it does not. */
@Execution(ExecutionMode.CONCURRENT)
class ProxmoxApiTest {
    @TempDir
    static Path directory;

    private static TestCertificate certificate;

    private FakePve pve;
    private final ProxmoxRoute route = new ProxmoxRoute();

    @BeforeAll
    static void certificate() {
        certificate = TestCertificate.selfSigned("pve", "127.0.0.1");
    }

    @BeforeEach
    void speak() throws Exception {
        pve = new FakePve(certificate);
        route.set("url", pve.url())
                .set("token", FakePve.TOKEN)
                .set("tls", "insecure")
                .set("interval", "1h");
    }

    @AfterEach
    void stop() {
        route.close();
        pve.close();
    }

    private String api() {
        return "pve_up{id=\"api/" + pve.authority() + "\"}";
    }

    @Test
    void one_reading_asks_for_everything_once_and_the_device_is_up() throws Exception {
        route.start().until(DeviceState.UP).untilBatches(1);
        assertThat(pve.asked())
                .doesNotHaveDuplicates()
                .startsWith("/cluster/resources", "/cluster/status", "/version", "/nodes/larder/status")
                .contains("/cluster/backup-info/not-backed-up", "/nodes/larder/lxc/101/config");
        assertThat(route.device().name()).isEqualTo("proxmox");
        assertThat(route.batches.get(0).complete()).isTrue();
        Awaitility.await().until(() -> route.values().containsKey(api()));
        assertThat(route.values())
                .containsEntry(api(), 1.0)
                .containsEntry("pve_up{id=\"lxc/101\"}", 1.0)
                .containsEntry("pve_up{id=\"lxc/102\"}", 0.0)
                .containsEntry("pve_lock_state{id=\"lxc/101\",state=\"backup\"}", 1.0);
    }

    @Test
    void a_guest_that_is_gone_takes_its_series_along() throws Exception {
        route.set("interval", "1s").start().until(DeviceState.UP);
        Awaitility.await().until(() -> route.values().containsKey("pve_up{id=\"lxc/102\"}"));
        pve.replace(FakePve.RESOURCES, "{\"id\":\"lxc/102\",\"type\":\"lxc\"", "{\"id\":\"lxc/102\",\"type\":\"gone\"");
        Awaitility.await()
                .until(() -> route.values().keySet().stream().noneMatch(series -> series.contains("lxc/102")));
        assertThat(route.values()).containsEntry("pve_up{id=\"lxc/101\"}", 1.0);
    }

    @Test
    void a_refused_token_is_tried_once_and_its_secret_is_nowhere() throws Exception {
        pve.token("another");
        route.set("interval", "1s").start().until(DeviceState.DOWN).untilBatches(3);
        assertThat(pve.asked()).hasSize(1);
        assertThat(route.device().lastError())
                .contains(pve.authority(), "exporter@pve!home", "not accepted", "10 minutes")
                .doesNotContain("11111111-2222");
        assertThat(route.errors("unauthorized")).isEqualTo(1);
        assertThat(route.values()).containsExactlyEntriesOf(Map.of(api(), 0.0));
        assertThat(route.batches).noneMatch(batch -> batch.complete());
    }

    @Test
    void a_part_that_may_not_be_seen_is_said_and_the_rest_is_there() throws Exception {
        pve.say(FakePve.STATUS, 403, "{\"data\":null}");
        route.start().until(DeviceState.UP).untilBatches(1);
        assertThat(route.device().lastError()).contains("/cluster/status", "PVEAuditor");
        assertThat(route.errors("forbidden")).isEqualTo(1);
        Awaitility.await().until(() -> route.values().containsKey("pve_up{id=\"node/larder\"}"));
        assertThat(route.values())
                .containsEntry("pve_up{id=\"node/larder\"}", 1.0)
                .containsEntry("pve_up{id=\"node/cellar\"}", 0.0)
                .doesNotContainKey("pve_cluster_quorate{id=\"cluster/house\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/cluster/status | 200 | {\"data\":{}}",
                "/cluster/status | 200 | {\"data\":[7]}",
                "/cluster/status | 200 | {\"data\":null}",
                "/version | 200 | {\"data\":[]}",
                "/nodes/larder/status | 200 | {\"data\":{}}",
                "/cluster/backup-info/not-backed-up | 200 | {\"data\":{}}",
                "/nodes/larder/subscription | 200 | {\"data\":[{}]}",
                "/nodes/larder/replication | 596 | {\"data\":null}",
            })
    void a_part_that_is_not_what_it_should_be_is_a_finding_and_the_rest_is_there(String path, int status, String body)
            throws Exception {
        pve.say(path, status, body);
        route.start().until(DeviceState.UP).untilBatches(1);
        assertThat(route.findings()).singleElement().asString().contains(path);
        Awaitility.await().until(() -> route.values().containsKey("pve_up{id=\"lxc/101\"}"));
        assertThat(route.values().keySet()).noneMatch(series -> series.startsWith("pve_not_backed_up"));
    }

    @Test
    void a_status_that_is_another_thing_is_said_and_the_resources_tell_which_nodes_are_up() throws Exception {
        pve.say(FakePve.STATUS, 200, "{\"data\":{\"nodes\":[]}}");
        route.start().until(DeviceState.UP).untilBatches(1);
        assertThat(route.device().lastError()).contains("/cluster/status lists no node");
        Awaitility.await().until(() -> route.values().containsKey("pve_up{id=\"node/larder\"}"));
        assertThat(route.values()).containsEntry("pve_up{id=\"node/larder\"}", 1.0);
    }

    @Test
    void a_token_without_the_role_sees_nodes_without_figures_and_that_is_said() throws Exception {
        pve.say(
                FakePve.RESOURCES,
                200,
                "{\"data\":[{\"id\":\"node/larder\",\"type\":\"node\",\"node\":\"larder\",\"status\":\"online\"}]}");
        pve.say(FakePve.STATUS, 403, "").say(FakePve.LARDER, 403, "");
        route.start().until(DeviceState.UP);
        Awaitility.await().until(() -> route.errors("forbidden") == 3);
        assertThat(route.device().lastError()).contains("PVEAuditor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cluster/resources", "/nodes/larder/status"})
    void one_deadline_holds_for_all_questions(String path) throws Exception {
        pve.fallSilentAt(path);
        boolean needed = path.equals(FakePve.RESOURCES);
        route.set("timeout", "3s").start().until(needed ? DeviceState.DOWN : DeviceState.UP);
        assertThat(route.device().lastError()).contains(path, "within 3 s");
        assertThat(route.errors("timeout")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>login</html>",
                "{\"data\":[{\"id\":\"lxc/101\"",
                "{\"data\":7}",
                "[]",
                "{\"success\":1}",
                "\u0000\u0001",
                ""
            })
    void an_answer_that_is_no_list_is_a_fault_in_words(String body) throws Exception {
        pve.say(FakePve.RESOURCES, 200, body);
        route.start().until(DeviceState.DOWN);
        assertThat(route.device().lastError())
                .contains("/cluster/resources", "JSON")
                .doesNotContain("login");
        assertThat(route.errors("malformed")).isEqualTo(1);
    }

    @Test
    void an_answer_of_five_megabytes_is_not_read_to_its_end() throws Exception {
        String entry = "{\"id\":\"lxc/101\",\"type\":\"lxc\",\"name\":\"" + "x".repeat(100) + "\"}";
        pve.say(FakePve.RESOURCES, 200, "{\"data\":[" + String.join(",", Collections.nCopies(40_000, entry)) + "]}");
        route.start().until(DeviceState.DOWN);
        assertThat(route.device().lastError()).contains("/cluster/resources", "longer than 4194304 bytes");
    }

    @Test
    void a_server_that_is_not_proxmox_is_told_from_one_that_is_down() throws Exception {
        pve.say(FakePve.RESOURCES, 301, "");
        route.start().until(DeviceState.DOWN);
        assertThat(route.device().lastError()).contains("answered HTTP 301");
        pve.close();
        try (ProxmoxRoute gone = new ProxmoxRoute()) {
            gone.set("url", pve.url()).set("token", FakePve.TOKEN).start().until(DeviceState.DOWN);
            assertThat(gone.device().lastError()).contains(pve.authority(), "connection refused", "pveproxy");
            assertThat(gone.errors("refused")).isPositive();
        }
    }

    @Test
    void it_comes_back_by_itself_and_a_failed_reading_takes_no_guest_away() throws Exception {
        route.set("interval", "2s").start().until(DeviceState.UP);
        Awaitility.await().until(() -> route.values().containsKey("pve_up{id=\"lxc/101\"}"));
        pve.say(FakePve.RESOURCES, 500, "");
        route.until(DeviceState.DOWN);
        Awaitility.await().until(() -> route.values().get(api()) == 0);
        assertThat(route.values())
                .containsEntry("pve_up{id=\"lxc/101\"}", 1.0)
                .containsEntry(
                        "proxmox_node_up{host_name=\"larder\",instance=\"proxmox-larder\",proxmox_node=\"larder\"}",
                        0.0);
        pve.say(FakePve.RESOURCES, 200, FakePve.file(FakePve.RESOURCES));
        route.until(DeviceState.UP);
    }

    @Test
    void a_second_cluster_is_told_by_its_name() throws Exception {
        try (ProxmoxSecondRoute second = new ProxmoxSecondRoute()) {
            second.start("proxmox:cluster?name=cellar&tls=INSECURE&url=" + pve.url(), FakePve.TOKEN);
            Awaitility.await().until(() -> second.series().stream()
                    .anyMatch(series -> series.equals("pve_up{device=\"cellar\",id=\"lxc/101\"}")));
            assertThat(second.series()).allMatch(series -> series.contains("device=\"cellar\""));
        }
    }

    @Test
    void without_an_address_it_must_be_a_proxmox_host() throws Exception {
        route.set("url", "local")
                .setting("host.procfs", directory.resolve("nowhere").toString())
                .setting("host.environment", "vm")
                .start()
                .until(DeviceState.DOWN);
        assertThat(route.device().lastError())
                .contains("no Proxmox host but vm")
                .contains("host.proxmox-url");
        assertThat(route.errors("no_proxmox_host")).isEqualTo(1);
        assertThat(pve.asked()).isEmpty();
    }

    @Test
    void an_address_without_a_token_does_not_start_and_says_how_to_get_one() {
        route.set("token", "");
        assertThatThrownBy(route::start).rootCause().hasMessageContaining("pveum");
    }

    @Test
    void without_any_setting_there_is_no_route() throws Exception {
        assertThat(route.set("url", "").start().hasRoute()).isFalse();
    }
}
