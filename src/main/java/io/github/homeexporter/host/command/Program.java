package io.github.homeexporter.host.command;

import java.util.List;
import java.util.Locale;

/** The programs that may be run at all, and where each is looked for, in order. A setting may name another place. */
public enum Program {
    SENSORS("/usr/bin/sensors", "/usr/local/bin/sensors"),
    SMARTCTL("/usr/sbin/smartctl", "/sbin/smartctl", "/usr/local/sbin/smartctl"),
    ZPOOL("/usr/sbin/zpool", "/sbin/zpool", "/usr/local/sbin/zpool"),
    SYSTEMCTL("/usr/bin/systemctl", "/bin/systemctl"),
    PVESH("/usr/bin/pvesh"),
    PCT("/usr/sbin/pct"),
    QM("/usr/sbin/qm");

    private final List<String> paths;

    Program(String... paths) {
        this.paths = List.of(paths);
    }

    /** Absolute paths, the usual one first. */
    public List<String> paths() {
        return paths;
    }

    /** As a person writes it: {@code zpool}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
