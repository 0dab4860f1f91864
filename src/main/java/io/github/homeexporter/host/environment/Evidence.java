package io.github.homeexporter.host.environment;

import io.github.homeexporter.host.proc.Mount;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that the decision about the environment rests on; every text is empty when its file is not there or not readable.
 *
 * @param pidNamespace target of {@code /proc/self/ns/pid}
 * @param cgroup {@code /proc/self/cgroup}
 * @param mounts {@code /proc/self/mountinfo}
 * @param kubernetesVariable whether {@code KUBERNETES_SERVICE_HOST} is set
 * @param systemdContainer {@code /run/systemd/container}
 * @param initVariables {@code /proc/1/environ}, parted by NUL
 * @param appArmor {@code /proc/self/attr/current}
 * @param hypervisorFlag whether {@code /proc/cpuinfo} has the flag {@code hypervisor}
 * @param hypervisorType {@code /sys/hypervisor/type} or the device tree's {@code hypervisor/compatible}
 * @param sysVendor DMI
 * @param productName DMI
 * @param exists whether there is a file of that absolute path
 */
public record Evidence(
        String pidNamespace,
        String cgroup,
        List<Mount> mounts,
        boolean kubernetesVariable,
        String systemdContainer,
        String initVariables,
        String appArmor,
        boolean hypervisorFlag,
        String hypervisorType,
        String sysVendor,
        String productName,
        Predicate<String> exists) {
    public Evidence {
        mounts = List.copyOf(mounts);
    }

    /** Whether {@code /proc/meminfo} is lxcfs's, which shows the container's memory instead of the host's. */
    public boolean lxcfs() {
        return mounts.stream()
                .anyMatch(m -> m.type().equals("fuse.lxcfs") && m.point().equals("/proc/meminfo"));
    }

    /** What is mounted at {@code /}, null when that cannot be seen. */
    Mount rootMount() {
        Mount last = null;
        for (Mount mount : mounts) {
            last = mount.point().equals("/") ? mount : last;
        }
        return last;
    }
}
