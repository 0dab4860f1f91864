package io.github.homeexporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.github.homeexporter.net.Texts;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback as {@link LogSetup} sets it up, and warnings on standard error until then, without the search of the class path for
 * its own files, which is a twentieth of the start. Named by the property {@code slf4j.provider} (SLF4J manual).
 */
public final class LogProvider implements SLF4JServiceProvider {
    /** What SLF4J 2.0 asks of a provider: its API version, with any last part. */
    private static final String API = "2.0.99";

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final IMarkerFactory markers = new BasicMarkerFactory();

    /** For this process, unless somebody named another. */
    public static void choose() {
        if (System.getProperty("slf4j.provider") == null) {
            System.setProperty("slf4j.provider", LogProvider.class.getName());
            // else it prints a line that it was named
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(mdc);
        context.start();
        Appender<ILoggingEvent> early = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                System.err.println(event.getLevel() + " " + event.getLoggerName() + ": "
                        + Texts.oneLine(event.getFormattedMessage()));
            }
        };
        early.setContext(context);
        early.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(early);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return API;
    }
}
