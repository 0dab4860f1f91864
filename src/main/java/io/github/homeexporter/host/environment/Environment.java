package io.github.homeexporter.host.environment;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.host.environment.Detection.Evidence;
import io.github.homeexporter.host.proc.Mount;
import java.util.List;
import java.util.Locale;

/**
 * What was found out about the environment.
 *
 * @param container whether values are taken from the container's cgroup; for all types but {@code UNKNOWN} it follows
 *     from the type
 * @param rule what decided, for the person who wonders: {@code lxc: lxcfs below /proc}
 * @param virtualization the virtual machine's maker under it all, empty when there is none
 * @param lxcfs whether {@code /proc/meminfo} shows the container's memory
 */
public record Environment(EnvironmentType type, boolean container, String rule, String virtualization, boolean lxcfs) {

    /** What the program runs in. */
    public enum EnvironmentType {
        KUBERNETES,
        /** Docker, and its relatives Podman and containerd. */
        DOCKER,
        /** LXC as such, Proxmox containers, LXD and Incus. */
        LXC,
        PROXMOX_HOST,
        VM,
        BARE_METAL,
        UNKNOWN;

        /** Whether values are taken from the container's cgroup. */
        public boolean isContainer() {
            return this == KUBERNETES || this == DOCKER || this == LXC;
        }

        /** As in labels and settings: {@code proxmox_host}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The setting that overrides the detection. */
    public enum Forced {
        /** Nothing is forced. */
        AUTO,
        KUBERNETES,
        DOCKER,
        LXC,
        PROXMOX_HOST,
        VM,
        BARE_METAL,
        UNKNOWN,
        /** The container strategy; the type as detected when it is a container's. */
        CONTAINER,
        /** The host strategy; the type as detected when it is a host's. */
        HOST;

        /**
         * Reads the setting; {@code lxc_container} and {@code generic_host} are the replaced exporter's words.
         *
         * @throws IllegalArgumentException naming the legal values
         */
        public static Forced parse(String text) {
            String word = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
            word = switch (word) {
                case "" -> "AUTO";
                case "LXC_CONTAINER" -> "LXC";
                case "GENERIC_HOST" -> "HOST";
                default -> word;
            };
            for (Forced value : values()) {
                if (value.name().equals(word)) {
                    return value;
                }
            }
            throw new IllegalArgumentException("\"" + text
                    + "\" is not known; allowed: auto, kubernetes, docker, lxc, proxmox_host, vm, bare_metal, unknown,"
                    + " container, host, lxc_container, generic_host");
        }

        /** What holds when {@code detected} was found. */
        public Environment over(Environment detected) {
            return switch (this) {
                case AUTO -> detected;
                case CONTAINER, HOST -> {
                    boolean container = this == CONTAINER;
                    EnvironmentType type =
                            detected.type().isContainer() == container ? detected.type() : EnvironmentType.UNKNOWN;
                    yield with(type, container, detected);
                }
                default -> {
                    EnvironmentType type = EnvironmentType.valueOf(name());
                    yield with(type, type.isContainer(), detected);
                }
            };
        }

        private static Environment with(EnvironmentType type, boolean container, Environment detected) {
            return new Environment(type, container, "setting", detected.virtualization(), detected.lxcfs());
        }
    }

    /**
     * Who the host is.
     *
     * @param containerId Proxmox number, container's name, or the first 12 characters of a Docker id; empty when unknown:
     *     it is never guessed from the host's name
     * @param instance as the replaced exporter has it: {@code host:container}, {@code host-NAME}, {@code proxmox-NAME}
     */
    public record HostIdentity(String hostName, String containerId, String instance) {
        private static final List<Pattern> ROOT_DEVICES = patterns(
                "subvol-(\\d+)-disk-\\d+",
                "vm--(\\d+)--disk--\\d+",
                "vm-(\\d+)-disk-\\d+",
                "/images/(\\d+)/",
                "basevol-(\\d+)-disk-");
        private static final List<Pattern> CGROUPS = patterns(
                "/lxc/(\\d+)",
                "/lxc\\.payload[./]([^/\\s]+)",
                "/docker/([0-9a-f]{64})",
                "docker-([0-9a-f]{64})\\.scope",
                "libpod-([0-9a-f]{64})",
                "cri-containerd-([0-9a-f]{64})",
                "crio-([0-9a-f]{64})");
        /** Docker's {@code /containers/ID/hostname}, and Podman's {@code /overlay-containers/ID/userdata/hostname}. */
        private static final Pattern CONTAINER_FILES = Pattern.compile("[/-]containers/([0-9a-f]{64})/");

        private static final Pattern APPARMOR = Pattern.compile("lxc-(\\d+)_");
        private static final int SHORT_ID = 12;

        /** {@code hostName}, {@code containerId} and {@code instance} are settings; empty ones are found out. */
        public static HostIdentity of(
                Environment environment,
                Evidence evidence,
                String hostName,
                String kernelHostName,
                String containerId,
                String instance) {
            String name = hostName.isEmpty() ? kernelHostName : hostName;
            String id = "";
            if (environment.container()) {
                id = containerId.isEmpty() ? containerId(evidence) : containerId;
            }
            String usual =
                    switch (environment.type()) {
                        case PROXMOX_HOST -> "proxmox-" + name;
                        case VM, BARE_METAL -> "host-" + name;
                        default -> id.isEmpty() ? name : name + ":" + id;
                    };
            return new HostIdentity(name, id, instance.isEmpty() ? usual : instance);
        }

        private static String containerId(Evidence evidence) {
            Mount root = evidence.rootMount();
            String id = root == null ? "" : first(ROOT_DEVICES, root.source() + "\n" + root.root());
            if (id.isEmpty()) {
                id = first(CGROUPS, evidence.cgroup());
            }
            for (Mount mount : evidence.mounts()) {
                if (id.isEmpty()) {
                    id = first(List.of(CONTAINER_FILES), mount.root());
                }
            }
            if (id.isEmpty()) {
                id = first(List.of(APPARMOR), evidence.appArmor());
            }
            return id.length() == 64 ? id.substring(0, SHORT_ID) : id;
        }

        private static String first(List<Pattern> patterns, String text) {
            for (Pattern pattern : patterns) {
                Matcher matcher = pattern.matcher(text);
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
            return "";
        }

        private static List<Pattern> patterns(String... texts) {
            return List.of(texts).stream().map(Pattern::compile).toList();
        }
    }
}
