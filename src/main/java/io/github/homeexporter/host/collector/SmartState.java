package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.report.SmartDisk;
import io.github.homeexporter.host.report.SmartReport;
import java.time.Duration;

/**
 * What is known of one disk.
 *
 * @param disk which one; of one that was never read only the device
 * @param exit smartctl's last exit status
 * @param values the last report that was read, null when there is none that still holds
 * @param readAt when that was, seconds since 1970
 */
record SmartState(SmartDisk disk, int exit, boolean asleep, boolean openFailed, SmartReport values, long readAt) {
    /** A disk that is awake and has not been read for so long is not known any more. */
    private static final long LONGEST = Duration.ofDays(1).toSeconds();

    /** @param before what was known, null for nothing */
    static SmartState of(SmartReport report, SmartState before, long readAt) {
        if (report.isRead()) {
            return new SmartState(report.disk(), report.exit(), false, false, report, readAt);
        }
        if (report.isAsleep()) {
            // nothing was read, so that it may sleep on; what it said before still holds
            return before == null
                    ? new SmartState(report.disk(), report.exit(), true, false, null, 0)
                    : new SmartState(before.disk, report.exit(), true, false, before.values, before.readAt);
        }
        return new SmartState(before == null ? report.disk() : before.disk, report.exit(), false, true, null, 0);
    }

    boolean hasValues(long now) {
        return values != null && (asleep || now - readAt <= LONGEST);
    }
}
