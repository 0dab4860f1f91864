package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.Scan;

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
}
