package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.FakeHost;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdCollectorTest {
    @TempDir
    Path directory;

    @Test
    void units_have_a_series_for_each_state_and_are_asked_for_once_a_minute() throws Exception {
        try (FakeHost host = new FakeHost("vm", directory).collectors("systemd")) {
            host.write("root/run/systemd/system/x", "");
            host.commands.answer(Program.SYSTEMCTL, 0, """
                    Id=ssh.service
                    ActiveState=active
                    Type=notify
                    NRestarts=3

                    Id=sshd.socket
                    ActiveState=active
                    NAccepted=7
                    NConnections=2
                    NRefused=1

                    Id=backup.service
                    ActiveState=failed
                    Type=oneshot

                    Id=dev-sda.device
                    ActiveState=active
                    """, "");
            assertThat(host.poll())
                    .containsEntry(
                            "node_systemd_unit_state{name=\"ssh.service\",state=\"active\",type=\"notify\"}", 1.0)
                    .containsEntry(
                            "node_systemd_unit_state{name=\"ssh.service\",state=\"failed\",type=\"notify\"}", 0.0)
                    .containsEntry(
                            "node_systemd_unit_state{name=\"backup.service\",state=\"failed\",type=\"oneshot\"}", 1.0)
                    .containsEntry("node_systemd_units{state=\"active\"}", 3.0)
                    .containsEntry("node_systemd_service_restart_total{name=\"ssh.service\"}", 3.0)
                    .containsEntry("node_systemd_socket_accepted_connections_total{name=\"sshd.socket\"}", 7.0)
                    .containsEntry("node_systemd_socket_current_connections{name=\"sshd.socket\"}", 2.0)
                    .containsEntry("node_systemd_socket_refused_connections_total{name=\"sshd.socket\"}", 1.0)
                    .doesNotContainKey("node_systemd_service_restart_total{name=\"sshd.socket\"}")
                    .containsEntry("node_systemd_system_running", 0.0)
                    .doesNotContainKey("node_systemd_unit_state{name=\"dev-sda.device\",state=\"active\"}");
            host.poll();
            assertThat(host.commands.asked).hasSize(1);
        }
    }

    @Test
    void another_init_has_none() throws Exception {
        try (FakeHost host = new FakeHost("vm", directory).collectors("systemd")) {
            assertThat(host.poll()).containsEntry("home_exporter_host_collector_success{collector=\"systemd\"}", 1.0);
            assertThat(host.commands.asked).isEmpty();
        }
    }
}
