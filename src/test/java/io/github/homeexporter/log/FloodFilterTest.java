package io.github.homeexporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.homeexporter.sample.LogLines;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class FloodFilterTest {
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ListAppender<ILoggingEvent> words = new ListAppender<>();
    private final AtomicLong now = new AtomicLong(5);
    /** What the filter itself says goes to the program's log. */
    private final Logger own = (Logger) LoggerFactory.getLogger(FloodFilter.class);

    private final Logger device = context.getLogger("device");

    @BeforeEach
    void start() {
        context.addTurboFilter(new FloodFilter(now::get));
        context.getLogger("ROOT").addAppender(lines);
        lines.start();
        words.start();
        own.addAppender(words);
    }

    @AfterEach
    void end() {
        own.detachAppender(words);
    }

    private List<String> words() {
        return words.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void lines_of_one_kind_end_with_a_word_and_are_counted_after_the_minute() {
        for (int i = 0; i < 1_000; i++) {
            device.warn("{} is odd", i);
        }
        assertThat(lines.list).hasSize(FloodFilter.MOST_ALIKE);
        assertThat(words()).containsExactly("device: more lines like \"{} is odd\" are left out for up to a minute");
        now.addAndGet(60_000);
        device.warn("{} is odd", 7);
        assertThat(lines.list).hasSize(FloodFilter.MOST_ALIKE + 1);
        assertThat(words().get(1)).isEqualTo("device: 940 lines like \"{} is odd\" were left out in the last minute");
    }

    @Test
    void another_kind_and_another_logger_go_on() {
        for (int i = 0; i < 100; i++) {
            device.warn("odd");
        }
        device.warn("other");
        context.getLogger("neighbour").warn("odd");
        assertThat(lines.list).hasSize(FloodFilter.MOST_ALIKE + 2);
    }

    @Test
    void a_logger_whose_every_line_is_another_has_an_end_too() {
        for (int i = 0; i < 10_000; i++) {
            device.error("odd " + i);
        }
        assertThat(lines.list).hasSize(FloodFilter.MOST_OF_LOGGER);
        assertThat(words()).hasSize(1);
        now.addAndGet(60_000);
        device.error("odd");
        assertThat(words().get(1)).isEqualTo("device: 9700 lines like \"any\" were left out in the last minute");
    }

    @Test
    void what_is_asked_for_by_level_passes_and_what_is_not_is_not_counted() {
        device.setLevel(Level.DEBUG);
        for (int i = 0; i < 1_000; i++) {
            device.debug("frame {}", i);
        }
        assertThat(lines.list).hasSize(1_000);
        device.setLevel(Level.ERROR);
        for (int i = 0; i < 1_000; i++) {
            device.warn("odd {}", i);
        }
        assertThat(words()).isEmpty();
    }
}
