package io.github.homeexporter.tapo;

import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.tapo.plug.DeviceCredentials;
import io.github.homeexporter.tapo.plug.PlugLegacyNames;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.wire.Credentials;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The endpoint's options, checked.
 *
 * @param timeout for one answer, at most a third of the interval
 */
record TapoOptions(
        String name,
        List<PlugAddress> plugs,
        DeviceCredentials accounts,
        Duration interval,
        Duration timeout,
        Naming naming,
        PlugLegacyNames legacyNames,
        Discovery discovery) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** How plugs are looked for; {@code on} false means that nothing is sent. */
    record Discovery(
            boolean on,
            Duration interval,
            Duration timeout,
            int packets,
            String target,
            List<Integer> ports,
            String networkInterface) {}

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    static TapoOptions of(TapoEndpoint e) {
        Duration interval = duration("interval", e.getInterval(), SHORTEST, Duration.ofHours(1));
        Duration third = interval.dividedBy(3);
        Duration timeout = duration("timeout", e.getTimeout(), Duration.ofMillis(100), Duration.ofMinutes(1));
        return new TapoOptions(
                e.getName(),
                list(e.getPlugDevices(), PlugAddress::parse),
                DeviceCredentials.parse(new Credentials(e.getUsername(), e.getPassword()), e.getDeviceCredentials()),
                interval,
                timeout.compareTo(third) < 0 ? timeout : third,
                e.getNaming(),
                PlugLegacyNames.parse(e.getLegacyNames()),
                discovery(e));
    }

    private static Discovery discovery(TapoEndpoint e) {
        if (e.getDiscoveryPackets() < 1 || e.getDiscoveryPackets() > 20) {
            throw new IllegalArgumentException(
                    "discoveryPackets \"" + e.getDiscoveryPackets() + "\": allowed is 1 to 20");
        }
        return new Discovery(
                e.isDiscovery(),
                duration("discoveryInterval", e.getDiscoveryInterval(), SHORTEST, Duration.ofDays(1)),
                duration("discoveryTimeout", e.getDiscoveryTimeout(), Duration.ofMillis(100), Duration.ofMinutes(1)),
                e.getDiscoveryPackets(),
                e.getDiscoveryTarget().strip(),
                list(e.getDiscoveryPorts(), TapoOptions::port),
                e.getDiscoveryInterface().strip());
    }

    private static <T> List<T> list(String text, Function<String, T> parser) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isBlank())
                .map(parser)
                .distinct()
                .toList();
    }

    private static Integer port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("discoveryPorts: \"" + text + "\" is not a port; allowed: 1 to 65535");
        }
        return Integer.valueOf(text);
    }

    private static Duration duration(String option, String text, Duration least, Duration most) {
        Duration duration;
        try {
            duration = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    option + " \"" + text + "\": allowed is " + words(least) + " to " + words(most));
        }
        return duration;
    }

    private static String words(Duration d) {
        return d.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
