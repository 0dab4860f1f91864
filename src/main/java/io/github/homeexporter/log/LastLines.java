package io.github.homeexporter.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.homeexporter.log.LogSetup.TextLines;
import io.github.homeexporter.settings.SecretMask;
import io.github.homeexporter.settings.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The last lines of the log, secrets masked, as they would stand in its file. */
public final class LastLines extends AppenderBase<ILoggingEvent> {
    private final int most;
    private final TextLines layout;
    private final Deque<String> lines = new ArrayDeque<>();

    private LastLines(int most, TextLines layout) {
        this.most = most;
        this.layout = layout;
    }

    /** From now on. */
    public static LastLines keep(Settings settings, int most) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        TextLines layout = LogSetup.started(new TextLines(SecretMask.of(settings), true), context);
        LastLines last = LogSetup.started(new LastLines(most, layout), context);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(last);
        return last;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = layout.doLayout(event).stripTrailing();
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > most) {
                lines.removeFirst();
            }
        }
    }

    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
