package io.github.homeexporter.sample;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What a class logs at info or above while this is open. */
public final class LogLines implements AutoCloseable {
    /** The log, of which a process has one: what sets it up anew takes away what listens. */
    public static final String LOG = "log";

    private final Logger logger;
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

    public LogLines(Class<?> type) {
        this(type.getName());
    }

    /** @param name of a class or a package */
    public LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        // the bound on lines that are alike, which a program left that was started in this process: other tests' lines
        // do not count
        logger.getLoggerContext().resetTurboFilterList();
        seen.start();
        // and it stays so: another test may listen as well
        logger.setLevel(Level.INFO);
        logger.addAppender(seen);
    }

    public List<String> lines() {
        return events().filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** Those with these words, as other tests run beside it. */
    public List<String> of(String words) {
        return lines().stream().filter(line -> line.contains(words)).toList();
    }

    /** Those of the thread that asks, as other tests run beside it. */
    public List<String> ofThisThread() {
        String name = Thread.currentThread().getName();
        return events().filter(event -> event.getThreadName().equals(name))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private Stream<ILoggingEvent> events() {
        synchronized (seen) {
            return List.copyOf(seen.list).stream();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(seen);
    }
}
