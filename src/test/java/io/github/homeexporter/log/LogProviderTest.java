package io.github.homeexporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("standard error is one for the process")
class LogProviderTest {
    private final LogProvider provider = new LogProvider();

    @Test
    void its_loggers_write_with_what_the_thread_carries() {
        provider.initialize();
        LoggerContext context = (LoggerContext) provider.getLoggerFactory();
        Logger logger = context.getLogger("a.device");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.setContext(context);
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        provider.getMDCAdapter().put("device", "cellar");

        logger.info("{} values", 3);

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("3 values");
            assertThat(line.getMDCPropertyMap()).isEqualTo(Map.of("device", "cellar"));
        });
    }

    @Test
    void a_warning_before_it_is_set_up_is_on_standard_error_in_one_line() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            provider.initialize();
            Logger logger = ((LoggerContext) provider.getLoggerFactory()).getLogger("early");
            logger.info("nothing to worry about");
            logger.warn("two\nlines");
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("WARN early: two lines");
    }
}
