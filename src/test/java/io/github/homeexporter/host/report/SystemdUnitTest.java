package io.github.homeexporter.host.report;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemdUnitTest {
    @Test
    void units_are_parted_by_empty_lines() {
        assertThat(SystemdUnit.parse("""
                        Id=ssh.service
                        ActiveState=active
                        Type=notify
                        NRestarts=3

                        Id=sshd.socket
                        ActiveState=active
                        NAccepted=7
                        NConnections=2
                        NRefused=1

                        Id=backup.timer
                        ActiveState=failed

                        ActiveState=active
                        """))
                .containsExactly(
                        new SystemdUnit("ssh.service", "active", "notify", 3, NaN, NaN, NaN),
                        new SystemdUnit("sshd.socket", "active", "", NaN, 7, 2, 1),
                        new SystemdUnit("backup.timer", "failed", "", NaN, NaN, NaN, NaN));
        assertThat(SystemdUnit.parse("")).isEmpty();
    }
}
