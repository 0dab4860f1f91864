package io.github.homeexporter.luxtronik.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.luxtronik.document.LuxtronikSettings.Language;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.PollMode;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Naming;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard that is not what was asked for, or not in time. */
class LuxtronikAnswersTest extends LuxtronikTalk {
    @Test
    void unasked_answers_are_used_or_counted_and_do_not_bring_it_out_of_step() {
        open();
        hear(values("0x21", "32.0°C"));
        assertThat(line.reading("Temperaturen", "Vorlauf").text()).isEqualTo("32.0°C");
        hear(PAGE);
        hear(MENU);
        hear("<Other/>");
        assertThat(line.errors).containsExactly("unexpected", "unexpected");
        poll(values("0x21", "32.1°C"));
        poll(values("0x21", "32.2°C"));
        assertThat(line.sent).containsExactly("LOGIN;999999", "GET;0x11", "REFRESH", "REFRESH");
    }

    @Test
    void answers_before_the_login_are_counted_and_change_nothing() {
        conversation.opened(line, now);
        hear(values("0x21", "1°C"));
        hear(PAGE);
        assertThat(line.errors).containsExactly("unexpected", "unexpected");
        assertThat(line.batches).isEmpty();
        hear(MENU);
        assertThat(line.sent).endsWith("GET;0x11");
    }

    @Test
    void one_request_is_outstanding_at_a_time() {
        conversation = new LuxtronikConversation(
                new LuxtronikSettings(
                        "luxtronik",
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        PollMode.REFRESH,
                        Language.AUTO,
                        List.of(""),
                        Naming.LEGACY,
                        "999999"),
                Clock.systemUTC());
        open();
        for (int i = 0; i < 5; i++) {
            after(Duration.ofSeconds(1));
        }
        assertThat(line.sent).filteredOn("REFRESH"::equals).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOGIN", "GET", "REFRESH"})
    void each_answer_has_ten_seconds(String command) {
        conversation.opened(line, now);
        if (!command.equals("LOGIN")) {
            hear(MENU);
        }
        if (command.equals("REFRESH")) {
            hear(PAGE);
            after(Duration.ofSeconds(30));
        }
        after(Duration.ofSeconds(10));
        assertThat(line.faults).isEmpty();
        after(Duration.ofNanos(1));
        assertThat(line.faults).hasSize(1);
        assertThat(line.faults.get(0).reason()).isEqualTo("timeout");
        assertThat(line.faults.get(0).sentence())
                .startsWith("no answer to " + command + " within 10.0 s")
                .doesNotContain("999999");
    }

    @Test
    void two_unreadable_answers_are_counted_and_the_conversation_goes_on() {
        open();
        poll("<values><item");
        assertThat(line.errors).containsExactly("xml");
        after(Duration.ofSeconds(10));
        hear("what?");
        assertThat(line.errors).containsExactly("xml", "format");
        after(Duration.ofSeconds(10));
        hear(values("0x21", "30.9°C"));
        poll("{");
        poll(values("0x21", "31.0°C"));
        assertThat(line.faults).isEmpty();
        assertThat(line.reading("Temperaturen", "Vorlauf").text()).isEqualTo("31.0°C");
        assertThat(line.sent).filteredOn(c -> c.startsWith("GET")).hasSize(1);
    }

    @Test
    void the_third_unreadable_answer_in_a_row_ends_the_connection() {
        open();
        for (int i = 0; i < 3; i++) {
            poll("<values>");
        }
        assertThat(line.faults).extracting(Fault::reason).containsExactly("xml");
        assertThat(line.faults.get(0).sentence()).startsWith("3 answers in a row could not be read");
    }

    @Test
    void a_binary_message_is_counted() {
        open();
        conversation.binary(ByteBuffer.wrap(new byte[] {1, 2}), line, now);
        assertThat(line.errors).containsExactly("binary");
        assertThat(line.faults).isEmpty();
    }

    @Test
    void a_page_or_menu_without_anything_is_no_answer() {
        conversation.opened(line, now);
        hear("<Navigation/>");
        assertThat(line.errors).containsExactly("navigation");
        after(Duration.ofSeconds(10));
        hear(MENU);
        hear("<Content><name>Informationen</name></Content>");
        assertThat(line.errors).containsExactly("navigation", "empty");
        assertThat(line.faults).isEmpty();
        assertThat(line.batches).isEmpty();
    }
}
