package io.github.homeexporter.host.collector;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.homeexporter.host.HostCommandOptions;
import io.github.homeexporter.host.HostEndpoint;
import io.github.homeexporter.host.environment.Forced;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.Naming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The endpoint's options, checked.
 *
 * @param collectors names in the catalogue's order
 * @param statTimeout how long a file system may take to answer, before it is bounded by the interval
 * @param commands what concerns SMART and programs
 * @param hostName empty for the kernel's; likewise the container's id and the instance
 */
public record HostOptions(
        String name,
        Duration interval,
        Naming naming,
        List<String> collectors,
        String procfs,
        String sysfs,
        String rootfs,
        Forced environment,
        boolean processScan,
        List<Pattern> networkInclude,
        List<Pattern> networkExclude,
        Pattern mountPointsExclude,
        Pattern fsTypesExclude,
        boolean showBinds,
        Duration statTimeout,
        String hostName,
        String containerId,
        String instance,
        HostCommandOptions.Checked commands) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    public static HostOptions of(HostEndpoint e) {
        Duration interval = duration("interval", e.getInterval());
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("interval \"" + e.getInterval() + "\": allowed is 1s to 1h");
        }
        Duration statTimeout = duration("statTimeout", e.getStatTimeout());
        if (statTimeout.isZero()) {
            throw new IllegalArgumentException("statTimeout \"" + e.getStatTimeout() + "\": must be above 0");
        }
        return new HostOptions(
                e.getName(),
                interval,
                e.getNaming(),
                Catalogue.select(e.getCollectors()),
                e.getProcfs(),
                e.getSysfs(),
                e.getRootfs(),
                Forced.parse(e.getEnvironment()),
                e.isProcessScan(),
                patterns("networkInclude", e.getNetworkInclude()),
                patterns("networkExclude", e.getNetworkExclude()),
                pattern("mountPointsExclude", e.getMountPointsExclude()),
                pattern("fsTypesExclude", e.getFsTypesExclude()),
                e.isShowBinds(),
                statTimeout,
                e.getHostName(),
                e.getContainerId(),
                e.getInstance(),
                e.getCommandOptions().checked());
    }

    /** All mounts together get this long; never more than a third of the interval, so that cycles do not run into each other. */
    Duration statDeadline() {
        Duration third = interval.dividedBy(3);
        return statTimeout.compareTo(third) < 0 ? statTimeout : third;
    }

    /** All collectors together get this long. */
    public Duration cycleDeadline() {
        return statDeadline().multipliedBy(2);
    }

    boolean isInterfaceWanted(String device) {
        return networkExclude.stream().noneMatch(p -> p.matches(device))
                && (networkInclude.isEmpty() || networkInclude.stream().anyMatch(p -> p.matches(device)));
    }

    private static Duration duration(String option, String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    private static List<Pattern> patterns(String option, String list) {
        List<Pattern> patterns = new ArrayList<>();
        for (String part : list.split(",")) {
            if (!part.isBlank()) {
                patterns.add(pattern(option, part.strip()));
            }
        }
        return List.copyOf(patterns);
    }

    /** An empty one matches nothing. */
    private static Pattern pattern(String option, String text) {
        try {
            return Pattern.compile(text.isEmpty() ? "[^\\s\\S]" : text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    option + " \"" + text + "\" is not a regular expression: " + e.getDescription(), e);
        }
    }
}
