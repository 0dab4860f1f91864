package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.BlockIo;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the container's control group shows its files, directories without a slash at the end. In a container the mount
 * is the container's own group; our own would be the unit's inside it.
 *
 * @param version {@code 1}, {@code 2}, {@code hybrid} (both, controllers on the first), or empty when none is mounted
 */
public record Cgroup(String version, String memory, String cpu, String cpuacct, String cpuset, String blkio) {
    static Cgroup of(HostFiles files) {
        String base = files.sys("fs/cgroup");
        if (files.exists(base + "/cgroup.controllers")) {
            // of all groups only the machine's first one has no type; memory may be counted in none
            boolean own = files.exists(base + "/cgroup.type") || files.exists(base + "/memory.current");
            String group = own ? base : base + ownPath(files);
            return new Cgroup("2", group, group, group, group, group);
        }
        if (!files.exists(base + "/memory") && !files.exists(base + "/cpu")) {
            return new Cgroup("", base, base, base, base, base);
        }
        String version = files.exists(base + "/unified/cgroup.controllers") ? "hybrid" : "1";
        return new Cgroup(
                version, base + "/memory", base + "/cpu", base + "/cpuacct", base + "/cpuset", base + "/blkio");
    }

    boolean isV2() {
        return version.equals("2");
    }

    /** Without a cgroup namespace the mount shows the whole machine's tree, and our place in it is written here. */
    private static String ownPath(HostFiles files) {
        Scan in = Scan.of(files.text(files.proc("self/cgroup")));
        while (in.line()) {
            if (in.passed("0::/")) {
                String path = in.rest();
                return path.isEmpty() || path.contains("..") ? "" : "/" + path;
            }
        }
        return "";
    }

    /** What control groups count of block devices, by {@code major:minor}. */
    static final class GroupDisks {
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

        /** Reads, bytes read, writes, bytes written: in these columns. */
        static void count(BlockIo io, HostRow row, Samples out) {
            row.count(out, 0, io.reads(), 1);
            row.count(out, 1, io.readBytes(), 1);
            row.count(out, 2, io.writes(), 1);
            row.count(out, 3, io.writtenBytes(), 1);
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
}
