package io.github.homeexporter.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TapePropertyTest {
    @Provide
    Arbitrary<String> lines() {
        return Garbage.texts(
                "tape",
                "2026-01-02T03:04:05Z",
                "2026-99-02T03:04:05Z",
                " > ",
                " < ",
                "loxone",
                " ",
                "192.0.2.1:80",
                " text ",
                " hex ",
                "00ff",
                "\\u0000",
                "\\u",
                "\\",
                "\\n",
                "x");
    }

    @Property
    void whatever_was_said_is_one_line_and_reads_back(@ForAll String said) {
        Tape tape = Tape.empty();
        tape.take(new Tape.Frame(Instant.EPOCH, false, "loxone", "192.0.2.1:80", false, said));
        assertThat(tape.lines()).singleElement().asString().doesNotContain("\n", "\r", "\u2028");
        assertThat(Tape.of(tape.lines()).lines()).isEqualTo(tape.lines());
    }

    @Property
    void a_line_is_a_frame_or_its_number_is_said(@ForAll("lines") String line) {
        try {
            assertThat(Tape.of(List.of(line)).lines()).hasSize(1);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("line 1 ");
        }
    }
}
