package io.github.homeexporter.host.proxmox;

import java.util.HashMap;
import java.util.Map;

/**
 * One object of an answer, scalars only: what is nested has its path as key ({@code memory.total}, {@code loadavg.0}).
 * Perl writes numbers now as numbers, now as text, so all is text here.
 */
record PveEntry(Map<String, String> fields) {
    static final PveEntry EMPTY = new PveEntry(Map.of());

    PveEntry {
        fields = Map.copyOf(fields);
    }

    /** Empty when there is no such field. */
    String text(String key) {
        return fields.getOrDefault(key, "");
    }

    /** NaN when there is no such field or it is no finite number. */
    double number(String key) {
        try {
            double number = Double.parseDouble(text(key));
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether the field says yes, in one of the ways JSON and Perl have for it. */
    boolean is(String key) {
        return text(key).equals("1") || text(key).equals("true");
    }

    /** A node of the list without figures, with those of its own status. */
    PveEntry withFiguresOf(PveEntry status) {
        Map<String, String> all = new HashMap<>(fields);
        Map.of(
                        "cpu", "cpu",
                        "cpuinfo.cpus", "maxcpu",
                        "memory.used", "mem",
                        "memory.total", "maxmem",
                        "rootfs.used", "disk",
                        "rootfs.total", "maxdisk",
                        "uptime", "uptime")
                .forEach((of, name) -> {
                    if (!status.text(of).isEmpty()) {
                        all.putIfAbsent(name, status.text(of));
                    }
                });
        return new PveEntry(all);
    }

    /** Whether a guest uses memory and CPU time: a paused one does, and is not stopped. */
    boolean isActive() {
        String status = text("status");
        return !status.isEmpty() && !status.equals("stopped") && !status.equals("unknown");
    }

    boolean isGuest() {
        return text("type").equals("qemu") || text("type").equals("lxc");
    }
}
