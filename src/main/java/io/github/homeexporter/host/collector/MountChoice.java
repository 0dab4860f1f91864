package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.Mount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which mounts are worth a series. */
public final class MountChoice {
    /** node_exporter's defaults, and the files Docker mounts into every container. */
    public static final String POINTS =
            "^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)"
                    + "|^/etc/(hosts|hostname|resolv\\.conf)$";

    /** node_exporter's defaults, and FUSE file systems that hold no data of their own. */
    public static final String TYPES =
            "^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs"
                    + "|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs|erofs|sysfs"
                    + "|tracefs|fuse\\.lxcfs|fuse\\.gvfsd-fuse|fuse\\.portal)$";

    private final HostOptions options;
    private final boolean container;

    MountChoice(HostOptions options, boolean container) {
        this.options = options;
        this.container = container;
    }

    /**
     * In the kernel's order; of several mounts at one point the last, for it hides the others; of several places of one
     * directory the first, unless bind mounts are wanted.
     */
    List<Mount> of(List<Mount> all) {
        Map<String, Mount> byPoint = new LinkedHashMap<>();
        for (Mount mount : all) {
            byPoint.put(mount.point(), mount);
        }
        Set<String> seen = new HashSet<>();
        List<Mount> chosen = new ArrayList<>();
        for (Mount mount : byPoint.values()) {
            if (isWanted(mount) && (seen.add(mount.id() + " " + mount.root()) || options.isShowBinds())) {
                chosen.add(mount);
            }
        }
        return chosen;
    }

    private boolean isWanted(Mount mount) {
        boolean ownRoot = container && mount.point().equals("/") && mount.type().equals("overlay");
        return options.choice().isPointWanted(mount.point())
                && (ownRoot || options.choice().isTypeWanted(mount.type()));
    }
}
