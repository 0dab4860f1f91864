package io.github.homeexporter.host.environment;

/**
 * What was found out about the environment.
 *
 * @param container whether values are taken from the container's cgroup; for all types but {@code UNKNOWN} it follows
 *     from the type
 * @param rule what decided, for the person who wonders: {@code lxc: lxcfs below /proc}
 * @param virtualization the virtual machine's maker under it all, empty when there is none
 * @param lxcfs whether {@code /proc/meminfo} shows the container's memory
 */
public record Environment(EnvironmentType type, boolean container, String rule, String virtualization, boolean lxcfs) {}
