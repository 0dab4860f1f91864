package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.report.SmartReport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what went wrong with disks, and says each fault once. */
final class SmartErrors {
    static final int OPEN = 0;
    static final int PARSE = 1;
    static final int RUN = 2;

    /** In the order of the numbers above. */
    static final List<String> REASONS = List.of("open", "parse", "run");

    private static final Logger LOG = LoggerFactory.getLogger(SmartErrors.class);

    private final AtomicLongArray counts = new AtomicLongArray(REASONS.size());
    private final Map<String, String> said = new ConcurrentHashMap<>();

    /** @param of the disk or the file */
    void count(int reason, String of, String fault) {
        counts.incrementAndGet(reason);
        if (!fault.equals(said.put(of, fault))) {
            LOG.warn("SMART of {}: {}", of, fault);
        }
    }

    /** Counts when smartctl could not open the disk. */
    void opened(String of, SmartState state, SmartReport report) {
        if (state.openFailed()) {
            String why = report.complaint().isEmpty() ? "" : ": " + report.complaint();
            count(OPEN, of, "smartctl cannot open the disk" + why);
        } else {
            worked(of);
        }
    }

    void worked(String of) {
        if (said.remove(of) != null) {
            LOG.info("SMART of {} works again", of);
        }
    }

    long of(int reason) {
        return counts.get(reason);
    }
}
