package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.BlockIo;
import io.github.homeexporter.host.proc.Scan;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What control groups count of block devices, by {@code major:minor}. */
final class GroupDisks {
    private final HostFiles files;
    private final Map<String, String> names = new HashMap<>();

    GroupDisks(HostFiles files) {
        this.files = files;
    }

    Map<String, BlockIo> of(Cgroup group) {
        return group.isV2() ? ofIoStat(group.blkio() + "/io.stat") : ofThrottle(group.blkio());
    }

    /** Empty when the group has not the controller. */
    Map<String, BlockIo> ofIoStat(String file) {
        try {
            return BlockIo.parseIoStat(files.read(file));
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** Recursive, so that what groups below did is in it. */
    Map<String, BlockIo> ofThrottle(String directory) {
        String throttle = directory + "/blkio.throttle.";
        return BlockIo.parseThrottle(
                Scan.of(files.text(throttle + "io_service_bytes_recursive")),
                Scan.of(files.text(throttle + "io_serviced_recursive")));
    }

    /** {@code sda}; the number where the kernel does not tell. */
    String nameOf(String id) {
        return names.computeIfAbsent(id, i -> {
            Scan in = Scan.of(files.text(files.sys("dev/block/" + i + "/uevent")));
            while (in.line()) {
                if (in.passed("DEVNAME=")) {
                    return in.rest();
                }
            }
            return i;
        });
    }
}
