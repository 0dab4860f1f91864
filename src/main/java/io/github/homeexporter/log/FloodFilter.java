package io.github.homeexporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps one kind of line, ours or a library's, from filling the log: a peer that misbehaves a thousand times a second is worth a
 * sentence, not a disk. Lines of debug and trace are asked for and pass.
 */
final class FloodFilter extends TurboFilter {
    /** Of one logger and pattern in a minute. */
    static final int MOST_ALIKE = 60;

    /** Of one logger in a minute, whatever the patterns: some libraries write each line as a pattern of its own. */
    static final int MOST_OF_LOGGER = 300;

    private static final long MINUTE_MILLIS = 60_000;
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(FloodFilter.class);

    private final LongSupplier clock;
    /** By logger, and by logger and pattern with a newline between: a record's hash would be a class to make at each start. */
    private final Map<String, AtomicInteger> counts = new HashMap<>();

    private long began;

    /** @param clock milliseconds that only rise */
    FloodFilter(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
        if (format == null
                || !level.isGreaterOrEqual(Level.INFO)
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())
                || logger.getName().equals(LOG.getName())) {
            return FilterReply.NEUTRAL;
        }
        Map<String, Integer> over;
        boolean begins;
        boolean tooMany;
        synchronized (this) {
            over = turned();
            // a logger over its number gets no more kinds: the table has an end as well
            String all = logger.getName();
            boolean full = counts.containsKey(all) && counts.get(all).get() >= MOST_OF_LOGGER;
            int alike = full ? 0 : count(all + '\n' + format);
            int ofLogger = alike > MOST_ALIKE ? 0 : count(all);
            tooMany = ofLogger > MOST_OF_LOGGER || alike > MOST_ALIKE;
            begins = ofLogger == MOST_OF_LOGGER + 1 || alike == MOST_ALIKE + 1;
        }
        over.forEach((kind, left) -> {
            String[] parts = kind.split("\n", 2);
            LOG.warn(
                    "{}: {} lines like \"{}\" were left out in the last minute",
                    parts[0],
                    left,
                    parts.length == 1 ? "any" : parts[1]);
        });
        if (begins) {
            LOG.warn("{}: more lines like \"{}\" are left out for up to a minute", logger.getName(), format);
        }
        return tooMany ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private int count(String kind) {
        return counts.computeIfAbsent(kind, k -> new AtomicInteger()).incrementAndGet();
    }

    /** A new minute begins with nothing counted. @return what the last one left out, by pattern */
    private Map<String, Integer> turned() {
        long now = clock.getAsLong();
        if (!counts.isEmpty() && now - began < MINUTE_MILLIS) {
            return Map.of();
        }
        Map<String, Integer> left = new HashMap<>();
        counts.forEach((kind, count) -> {
            int most = kind.indexOf('\n') < 0 ? MOST_OF_LOGGER : MOST_ALIKE;
            if (count.get() > most) {
                left.put(kind, count.get() - most);
            }
        });
        counts.clear();
        began = now;
        return left;
    }
}
