package io.github.homeexporter.host.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemdUnitTest {
    @Test
    void units_are_parted_by_empty_lines() {
        assertThat(SystemdUnit.parse("""
                        Id=ssh.service
                        ActiveState=active
                        Type=notify

                        Id=backup.timer
                        ActiveState=failed

                        ActiveState=active
                        """))
                .containsExactly(
                        new SystemdUnit("ssh.service", "active", "notify"),
                        new SystemdUnit("backup.timer", "failed", ""));
        assertThat(SystemdUnit.parse("")).isEmpty();
    }
}
