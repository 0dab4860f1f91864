package io.github.homeexporter.host.environment;

import java.util.Locale;

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
