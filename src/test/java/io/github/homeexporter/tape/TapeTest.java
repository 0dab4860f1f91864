package io.github.homeexporter.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recording is lines that a person can read and send, and that answer as the device did. */
class TapeTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static Tape.Frame frame(boolean sent, String content) {
        return new Tape.Frame(NOON, sent, "isg", "192.0.2.8", false, content);
    }

    @Test
    void a_frame_is_one_line_whatever_is_in_it() {
        Tape tape = Tape.empty();
        tape.take(frame(false, "200\n<p>\\n\u0007 ü\r\n"));
        assertThat(tape.lines())
                .containsExactly("2026-11-26T12:00:00Z < isg 192.0.2.8 text 200\\n<p>\\\\n\\u0007 ü\\r\\n");
        assertThat(Tape.of(tape.lines()).lines()).isEqualTo(tape.lines());
        assertThat(Tape.of(tape.lines()).received("isg", "192.0.2.8").get(0).content())
                .isEqualTo("200\n<p>\\n\u0007 ü\r\n");
    }

    @Test
    void the_same_question_has_its_answers_in_their_order_and_the_last_for_ever() {
        Tape tape = Tape.empty();
        tape.take(frame(true, "GET /"));
        tape.take(frame(false, "one"));
        tape.take(frame(true, "GET /other"));
        tape.take(frame(false, "else"));
        tape.take(frame(true, "GET /"));
        tape.take(frame(false, "two"));
        Tape played = Tape.of(tape.lines());
        assertThat(List.of(
                        played.answer("isg", "192.0.2.8", "GET /", 0).orElseThrow(),
                        played.answer("isg", "192.0.2.8", "GET /", 0).orElseThrow(),
                        played.answer("isg", "192.0.2.8", "GET /", 0).orElseThrow()))
                .containsExactly("one", "two", "two");
        assertThat(played.answer("isg", "192.0.2.8", "GET /none", 0)).isEmpty();
        assertThat(played.answer("isg", "192.0.2.9", "GET /", 0)).isEmpty();
    }

    @Test
    void a_question_that_nobody_answered_has_no_answer_of_another() {
        Tape tape = Tape.empty();
        tape.take(frame(true, "GET /"));
        tape.take(frame(true, "GET /other"));
        tape.take(frame(false, "else"));
        assertThat(Tape.of(tape.lines()).answer("isg", "192.0.2.8", "GET /", 0)).isEmpty();
    }

    @Test
    void the_number_of_a_transaction_does_not_count() {
        Tape tape = Tape.empty();
        tape.take(new Tape.Frame(NOON, true, "modbus", "pump:502", true, "00070000"));
        tape.take(new Tape.Frame(NOON, false, "modbus", "pump:502", true, "00070000ff"));
        assertThat(Tape.of(tape.lines()).answer("modbus", "pump:502", "00000000", 4))
                .hasValue("00070000ff");
    }

    @Test
    void what_opens_a_device_to_others_is_masked_and_keeps_its_length() {
        assertThat(Frames.masked("LOGIN;9999")).isEqualTo("LOGIN;xxxxxx");
        assertThat(Frames.masked("{\"token\": \"ab12\", \"Key\":\"0f\", \"name\":\"Haus\", \"latitude\": 481234}"))
                .isEqualTo("{\"token\": \"0000\", \"Key\":\"00\", \"name\":\"Haus\", \"latitude\": 0}");
        assertThat(Frames.masked("jdev/sys/authwithtoken/a1b2/user")).isEqualTo("jdev/sys/authwithtoken/xxxxxx");
    }

    @Test
    void a_line_that_is_no_frame_is_named() {
        assertThatThrownBy(() -> Tape.of(List.of("2026-11-26T12:00:00Z < isg pump text x", "hello")))
                .hasMessageStartingWith("line 2 is no frame");
    }
}
