package io.github.homeexporter.sample;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs at info or above while this is open. */
public final class LogLines implements AutoCloseable {
    private final Level before;
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
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(seen);
    }

    public List<String> lines() {
        return List.copyOf(seen.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.INFO))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** Those of the thread that asks, where other tests run beside it. */
    public List<String> ofThisThread() {
        String name = Thread.currentThread().getName();
        return List.copyOf(seen.list).stream()
                .filter(event -> event.getThreadName().equals(name))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        logger.setLevel(before);
        logger.detachAppender(seen);
    }
}
