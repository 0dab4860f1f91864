package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.environment.Forced;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.Naming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The endpoint's options, checked.
 *
 * @param token empty when commands are to be run
 * @param timeout for all questions of a reading, at most the interval
 * @param tlsPin 64 lower case hex digits, empty for none
 * @param tlsCa PEM file, null for the usual
 * @param instance empty for the node's name
 */
record ProxmoxOptions(
        String name,
        PveAddress address,
        Optional<PveToken> token,
        PveTls tls,
        String tlsPin,
        Path tlsCa,
        Duration interval,
        Duration timeout,
        Naming naming,
        String instance,
        Forced environment,
        String procfs,
        String sysfs,
        String rootfs) {
    private static final String NODE_CA = "etc/pve/pve-root-ca.pem";

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    static ProxmoxOptions of(ProxmoxEndpoint e) {
        Duration interval = duration("interval", e.getInterval(), Duration.ofSeconds(1), "1s to 1h");
        Duration timeout = duration("timeout", e.getTimeout(), Duration.ofMillis(100), "100ms to 1h");
        return new ProxmoxOptions(
                e.getName(),
                PveAddress.parse(e.getUrl()),
                token(e),
                e.getTls(),
                PinnedTrust.pin("tlsPin", e.getTlsPin()),
                e.getTlsCa().isBlank() ? null : Path.of(e.getTlsCa().strip()),
                interval,
                timeout.compareTo(interval) < 0 ? timeout : interval,
                e.getNaming(),
                e.getInstance().strip(),
                Forced.parse(e.getEnvironment()),
                e.getProcfs(),
                e.getSysfs(),
                e.getRootfs());
    }

    /** The CA that a Proxmox host made for its cluster; others read it only when root lets them. */
    Path nodeCa() {
        return Path.of(rootfs, NODE_CA);
    }

    private static Optional<PveToken> token(ProxmoxEndpoint e) {
        if (!e.getToken().isBlank()) {
            return Optional.of(PveToken.parse(e.getToken()));
        }
        if (!e.isCommands()) {
            throw new IllegalArgumentException(
                    "token: is not set; make one with pveum (docs/proxmox.md) and set host.proxmox-token,"
                            + " or set host.proxmox-commands=true on a Proxmox host");
        }
        return Optional.empty();
    }

    private static Duration duration(String option, String text, Duration least, String allowed) {
        Duration duration;
        try {
            duration = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(option + " \"" + text + "\": allowed is " + allowed);
        }
        return duration;
    }
}
