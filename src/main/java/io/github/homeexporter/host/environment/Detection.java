package io.github.homeexporter.host.environment;

import com.google.re2j.Pattern;
import io.github.homeexporter.host.environment.Environment.EnvironmentType;
import io.github.homeexporter.host.proc.Mount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The rules by which the environment is recognised: in order, the first that fits wins, no points are counted. */
public final class Detection {
    /** Inode numbers of the first namespaces are constants of the kernel (include/linux/proc_ns.h). */
    private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

    private static final Pattern LXC_CGROUP = Pattern.compile("/lxc/[^/\\s]+|/lxc\\.payload[./][^/\\s]+");
    private static final Pattern DOCKER_CGROUP = Pattern.compile(
            "docker-[0-9a-f]{64}\\.scope|/docker/[0-9a-f]{64}|libpod-[0-9a-f]{64}|cri-containerd-|crio-[0-9a-f]{64}");

    private Detection() {}

    public static Environment detect(Evidence e) {
        // stray files like /.dockerenv survive in images of virtual machines; the namespace cannot lie
        if (!e.pidNamespace().equals(FIRST_PID_NAMESPACE)) {
            Environment container = container(e);
            if (container != null) {
                return container;
            }
            if (!e.pidNamespace().isEmpty()) {
                return new Environment(
                        EnvironmentType.UNKNOWN,
                        true,
                        "own pid namespace, no mark of a container",
                        Virtualization.of(e),
                        e.lxcfs());
            }
        }
        return host(e);
    }

    private static Environment container(Evidence e) {
        String kubernetes = kubernetes(e);
        if (!kubernetes.isEmpty()) {
            return found(EnvironmentType.KUBERNETES, kubernetes, e);
        }
        Mount root = e.rootMount();
        // Docker inside LXC bears the marks of both
        if (e.exists().test("/.dockerenv") && root != null && root.type().equals("overlay")) {
            return found(EnvironmentType.DOCKER, "/.dockerenv and an overlay at /", e);
        }
        String lxc = lxc(e);
        if (!lxc.isEmpty()) {
            return found(EnvironmentType.LXC, lxc, e);
        }
        String docker = docker(e);
        return docker.isEmpty() ? null : found(EnvironmentType.DOCKER, docker, e);
    }

    private static String kubernetes(Evidence e) {
        if (e.kubernetesVariable()) {
            return "KUBERNETES_SERVICE_HOST";
        }
        if (e.exists().test("/var/run/secrets/kubernetes.io/serviceaccount")) {
            return "service account";
        }
        boolean pods = e.cgroup().contains("kubepods")
                || e.mounts().stream().anyMatch(m -> m.root().contains("kubepods"));
        return pods ? "kubepods cgroup" : "";
    }

    private static String lxc(Evidence e) {
        if (e.systemdContainer().equals("lxc")) {
            return "/run/systemd/container";
        }
        if (("\0" + e.initVariables() + "\0").contains("\0container=lxc\0")) {
            return "container=lxc of process 1";
        }
        if (e.mounts().stream()
                .anyMatch(m -> m.type().equals("fuse.lxcfs") && m.point().startsWith("/proc/"))) {
            return "lxcfs below /proc";
        }
        for (String mark : new String[] {"/dev/.lxc", "/dev/.lxd-mounts", "/dev/lxd/sock", "/dev/incus/sock"}) {
            if (e.exists().test(mark)) {
                return mark;
            }
        }
        return LXC_CGROUP.matcher(e.cgroup()).find() ? "lxc cgroup" : "";
    }

    private static String docker(Evidence e) {
        for (String mark : new String[] {"/.dockerenv", "/run/.containerenv"}) {
            if (e.exists().test(mark)) {
                return mark;
            }
        }
        boolean cgroup = DOCKER_CGROUP.matcher(e.cgroup()).find()
                || e.mounts().stream()
                        .anyMatch(m -> DOCKER_CGROUP.matcher(m.root()).find());
        return cgroup ? "docker cgroup" : "";
    }

    private static Environment host(Evidence e) {
        // a directory /etc/pve alone proves nothing: backups copy it
        if (e.mounts().stream()
                .anyMatch(m -> m.point().equals("/etc/pve") && m.type().startsWith("fuse"))) {
            return found(EnvironmentType.PROXMOX_HOST, "pmxcfs at /etc/pve", e);
        }
        if (e.exists().test("/usr/bin/pveversion") && e.exists().test("/etc/pve/local")) {
            return found(EnvironmentType.PROXMOX_HOST, "pveversion and /etc/pve/local", e);
        }
        if (!Virtualization.of(e).isEmpty()) {
            return found(EnvironmentType.VM, e.hypervisorFlag() ? "hypervisor flag" : "firmware", e);
        }
        return found(EnvironmentType.BARE_METAL, "no mark of anything else", e);
    }

    private static Environment found(EnvironmentType type, String rule, Evidence e) {
        return new Environment(type, type.isContainer(), rule, Virtualization.of(e), e.lxcfs());
    }

    /** The maker of the virtual machine, from what the firmware says of itself. */
    private static final class Virtualization {
        private static final Map<String, String> MAKERS = new LinkedHashMap<>();

        static {
            // the last are what clouds call theirs: on ARM no flag of the CPU tells, and their firmware is their own
            """
            amazon: amazon ec2
            google: google
            vmware: vmware
            virtualbox: virtualbox, innotek gmbh
            parallels: parallels
            apple: apple virtualization
            bhyve: bhyve
            bochs: bochs
            xen: xen
            kvm: openstack, kubevirt, ovirt, rhev, ahv, kvm
            qemu: qemu
            other: vserver, droplet, alibaba cloud ecs, tencent cloud, huaweicloud, huawei cloud, vultr, linode
            other: compute instance, scw-, upcloud, exoscale, virtual server, virtual machine, vps
            """.lines()
                    .map(line -> line.split(": "))
                    .forEach(maker -> List.of(maker[1].split(", ")).forEach(word -> MAKERS.put(word, maker[0])));
        }

        private Virtualization() {}

        /** Empty when nothing speaks of a virtual machine; {@code other} when its maker keeps silent. */
        static String of(Evidence e) {
            String firmware = (e.sysVendor() + " " + e.productName()).toLowerCase(Locale.ROOT);
            // a Surface is made by Microsoft too
            if (firmware.contains("microsoft corporation") && firmware.contains("virtual machine")) {
                return "hyperv";
            }
            // a cloud rents whole machines too, and says so
            boolean whole = firmware.strip().endsWith(".metal");
            for (Map.Entry<String, String> maker : MAKERS.entrySet()) {
                if (!whole && isWord(maker.getKey(), firmware)) {
                    return maker.getValue();
                }
            }
            if (!e.hypervisorType().isEmpty()) {
                String type = e.hypervisorType().toLowerCase(Locale.ROOT);
                return type.contains("xen") ? "xen" : type.contains("kvm") ? "kvm" : "other";
            }
            return e.hypervisorFlag() ? "other" : "";
        }

        /** Whether it begins a word there: {@code ahv} is in no other word's middle. */
        private static boolean isWord(String what, String firmware) {
            int at = firmware.indexOf(what);
            return at == 0 || at > 0 && !Character.isLetterOrDigit(firmware.charAt(at - 1));
        }
    }

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
}
