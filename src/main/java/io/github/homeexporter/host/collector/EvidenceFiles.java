package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.environment.Detection.Evidence;
import io.github.homeexporter.host.proc.Mount;
import io.github.homeexporter.host.proc.OwnProcess;
import io.github.homeexporter.host.proc.Scan;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** Gathers what the environment is told by. */
public final class EvidenceFiles {
    private EvidenceFiles() {}

    /** @param variables the process's environment */
    public static Evidence gather(HostFiles files, Map<String, String> variables) {
        return new Evidence(
                files.link(files.proc("self/ns/pid")),
                files.text(files.proc("self/cgroup")),
                Mount.parse(Scan.of(files.text(files.proc("self/mountinfo")))),
                variables.containsKey("KUBERNETES_SERVICE_HOST"),
                files.text(files.root("/run/systemd/container")),
                files.text(files.proc("1/environ")),
                files.text(files.proc("self/attr/current")),
                hasHypervisorFlag(files),
                hypervisor(files),
                files.text(files.sys("class/dmi/id/sys_vendor")),
                files.text(files.sys("class/dmi/id/product_name")),
                path -> files.exists(files.root(path)));
    }

    /** The kernel's name of the host, else what the network calls this machine. */
    public static String hostName(HostFiles files, String otherwise) {
        String name = files.text(files.proc("sys/kernel/hostname"));
        try {
            return name.isEmpty() ? InetAddress.getLocalHost().getHostName() : name;
        } catch (UnknownHostException e) {
            return otherwise;
        }
    }

    public static long ticksPerSecond(HostFiles files) {
        return OwnProcess.ticksPerSecond(files.bytes(files.proc("self/auxv")));
    }

    /** Bytes of a page of memory. */
    static long pageSize(HostFiles files) {
        return OwnProcess.pageSize(files.bytes(files.proc("self/auxv")));
    }

    /** Only x86 has a flag of the CPU; elsewhere a bus that no real machine has tells. */
    private static String hypervisor(HostFiles files) {
        String type = files.text(files.sys("hypervisor/type"))
                + files.text(files.proc("device-tree/hypervisor/compatible")).replace("\0", "");
        if (type.isEmpty() && flags(files) == null) {
            for (String bus : List.of("virtio", "vmbus", "xen")) {
                if (files.list(files.sys("bus/" + bus + "/devices")).length > 0) {
                    return bus;
                }
            }
        }
        return type;
    }

    private static boolean hasHypervisorFlag(HostFiles files) {
        String flags = flags(files);
        return flags != null && (" " + flags + " ").contains(" hypervisor ");
    }

    /** Null when the CPU is none that has any: ARM lists features instead. */
    private static String flags(HostFiles files) {
        Scan in = Scan.of(files.text(files.proc("cpuinfo")));
        while (in.line()) {
            if (in.passed("flags")) {
                return in.rest();
            }
        }
        return null;
    }
}
