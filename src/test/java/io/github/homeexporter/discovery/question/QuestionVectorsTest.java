package io.github.homeexporter.discovery.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.discovery.question.DatagramQuestions.LuxtronikQuestion;
import io.github.homeexporter.discovery.question.DatagramQuestions.MiniserverQuestion;
import io.github.homeexporter.discovery.question.DatagramQuestions.SpeedwireQuestion;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each question as bytes, and answers as devices are said to give them; all made up. */
class QuestionVectorsTest {
    private static final String TAIL =
            "504F94000001 15.2.6.20 Prog:2026-03-01 10:11:12 Type:2 HwId:A0001 IPv6:2001:db8::30,";

    @Test
    void a_controller_is_asked_by_twelve_bytes() {
        assertThat(LuxtronikQuestion.bytes()).isEqualTo(hex("323030303b3131313b313b00"));
    }

    @ParameterizedTest
    @CsvSource({
        "'2500;111;8889;\0', 8889",
        "'2500;111;8888;and more;\0', 8888",
        "'2500;111; 8888 \0', 8888",
        "'2500;111;\0', 8889",
        "'2500;111;x;', 8889",
        "'2500;111;0;', 8889",
        "'2500;111;70000;', 8889",
        "'2500;111;99999999999;', 8889",
    })
    void a_controller_names_its_port_or_has_the_usual_one(String answer, int port) {
        assertThat(LuxtronikQuestion.answer(bytes(answer))).hasValue(port);
    }

    @Test
    void neither_ones_own_question_nor_a_stranger_is_a_controller() {
        assertThat(LuxtronikQuestion.answer(LuxtronikQuestion.bytes())).isEmpty();
        // BACnet's who-is, whose port it is
        assertThat(LuxtronikQuestion.answer(hex("810b000801001008"))).isEmpty();
        assertThat(LuxtronikQuestion.answer(new byte[0])).isEmpty();
        assertThat(LuxtronikQuestion.answer(bytes("x".repeat(2048)))).isEmpty();
        assertThat(LuxtronikQuestion.answer(hex("fffefdc3"))).isEmpty();
    }

    @Test
    void a_miniserver_is_asked_by_one_byte() {
        assertThat(MiniserverQuestion.bytes()).isEqualTo(hex("00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Haus am See", "A 1.2.3.4:80 B", "a;b \"c\"", "", "Küche", "x 1.2.3.4:80 504F94000009 1.2.3.4 y"
            })
    void a_miniserver_may_have_any_name(String name) {
        MiniserverQuestion.Answer answer = MiniserverQuestion.answer(
                        bytes("LoxLIVE: " + name + " 192.0.2.30:80 " + TAIL))
                .orElseThrow();
        assertThat(answer)
                .isEqualTo(new MiniserverQuestion.Answer(name, "192.0.2.30", 80, "504F94000001", "15.2.6.20"));
    }

    @Test
    void a_miniserver_may_answer_in_brackets_with_another_port_and_less_of_itself() {
        assertThat(MiniserverQuestion.answer(bytes("[LoxLIVE: Haus 192.0.2.30:8080 504f94000001 9.3]\0")))
                .hasValue(new MiniserverQuestion.Answer("Haus", "192.0.2.30", 8080, "504F94000001", "9.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "LoxLIVE:",
                "LoxLIVE: Haus 192.0.2.30:80 504F940000 15.2.6.20",
                "LoxLIVE: Haus 192.0.2.30:0 504F94000001 15.2.6.20",
                "LoxLIVE: Haus 192.0.2.30:99999 504F94000001 15.2.6.20",
                "LoxDEAD: Haus 192.0.2.30:80 504F94000001 15.2.6.20",
            })
    void what_is_no_whole_answer_is_none(String answer) {
        assertThat(MiniserverQuestion.answer(bytes(answer))).isEmpty();
    }

    @Test
    void a_longer_answer_than_any_is_none() {
        assertThat(MiniserverQuestion.answer(bytes("LoxLIVE: " + "n".repeat(64_000) + " 192.0.2.30:80 " + TAIL)))
                .isEmpty();
    }

    @Test
    void inverters_are_asked_by_twenty_bytes_and_known_by_eighteen() {
        assertThat(SpeedwireQuestion.bytes()).isEqualTo(hex("534d4100000402a0ffffffff0000002000000000"));
        String answer = "534d4100000402a000000001000200000001";
        assertThat(SpeedwireQuestion.isAnswer(
                        hex(answer + "000400100001000300040020000000010004003000c000024000000000")))
                .isTrue();
        assertThat(SpeedwireQuestion.isAnswer(SpeedwireQuestion.bytes())).isFalse();
        // an energy meter's telegram
        assertThat(SpeedwireQuestion.isAnswer(hex("534d4100000402a00000000102440010606901")))
                .isFalse();
        assertThat(SpeedwireQuestion.isAnswer(new byte[0])).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
