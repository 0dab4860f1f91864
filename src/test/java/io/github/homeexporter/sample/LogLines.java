package io.github.homeexporter.sample;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What a class logs at info or above while this is open. */
public final class LogLines implements AutoCloseable {
    /** The log, of which a process has one: what sets it up anew takes away what listens. */
    public static final String LOG = "log";

    /** By logger how many listen, and its level before the first: the last one sets it back. */
    private static final Map<Logger, Integer> OPEN = new HashMap<>();

    private static final Map<Logger, Level> BEFORE = new HashMap<>();

    private final Logger logger;
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>() {
        /** An event that nobody has asked for its thread yet takes the one that asks first. */
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };

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
        synchronized (OPEN) {
            if (OPEN.merge(logger, 1, Integer::sum) == 1) {
                BEFORE.put(logger, logger.getLevel());
            }
            logger.setLevel(Level.INFO);
        }
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

    /** The log as tests have it, after a program in this process has set up its own. */
    public static void asTestsHaveIt() throws JoranException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        SLF4JBridgeHandler.uninstall();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogLines.class.getResource("/logback-test.xml"));
    }

    private Stream<ILoggingEvent> events() {
        synchronized (seen) {
            return List.copyOf(seen.list).stream();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(seen);
        synchronized (OPEN) {
            if (OPEN.merge(logger, -1, Integer::sum) == 0) {
                logger.setLevel(BEFORE.remove(logger));
            }
        }
    }
}
