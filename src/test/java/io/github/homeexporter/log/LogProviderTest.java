package io.github.homeexporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
        provider.getMDCAdapter().put("device", "cellar");

        logger.info("{} values", 3);

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("3 values");
            assertThat(line.getMDCPropertyMap()).isEqualTo(Map.of("device", "cellar"));
        });
    }

    @Test
    void nothing_is_written_before_it_is_set_up() {
        provider.initialize();

        LoggerContext context = (LoggerContext) provider.getLoggerFactory();

        assertThat(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
    }
}
