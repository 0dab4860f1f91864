package io.github.homeexporter.host.environment;

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
}
