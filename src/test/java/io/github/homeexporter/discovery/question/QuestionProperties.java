package io.github.homeexporter.discovery.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.discovery.ServiceAnswer;
import io.github.homeexporter.discovery.question.DatagramQuestions.LuxtronikQuestion;
import io.github.homeexporter.discovery.question.DatagramQuestions.MiniserverQuestion;
import io.github.homeexporter.discovery.question.DatagramQuestions.SpeedwireQuestion;
import io.github.homeexporter.discovery.question.DnsPacket.DnsName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a datagram holds: it is an answer or none. */
class QuestionProperties {
    private static final List<byte[]> WHOLE = List.of(
            "2500;111;8889;\0".getBytes(StandardCharsets.US_ASCII),
            "LoxLIVE: Haus 192.0.2.30:80 504F94000001 15.2.6.20 Prog:x".getBytes(StandardCharsets.US_ASCII),
            new ServiceAnswer()
                    .all("_http._tcp", "evcc", "192.0.2.5", 7070, Map.of("path", "/"))
                    .bytes(),
            new ServiceAnswer().pointer("_http._tcp", "evcc").bytes());

    @Provide
    Arbitrary<byte[]> datagrams() {
        Arbitrary<byte[]> any = Garbage.bytes("datagrams", WHOLE.get(2));
        Arbitrary<byte[]> spoilt = Arbitraries.of(WHOLE).flatMap(whole -> Arbitraries.integers()
                .between(0, whole.length - 1)
                .tuple2()
                .flatMap(at -> Arbitraries.bytes().map(value -> {
                    byte[] bytes = whole.clone();
                    bytes[at.get1()] = value;
                    bytes[at.get2()] = (byte) 0xC0;
                    return bytes;
                })));
        return Arbitraries.oneOf(any, spoilt);
    }

    @Property(tries = 3_000)
    void no_datagram_breaks_a_parser(@ForAll("datagrams") byte[] datagram) {
        assertThatCode(() -> {
                    LuxtronikQuestion.answer(datagram);
                    MiniserverQuestion.answer(datagram);
                    SpeedwireQuestion.isAnswer(datagram);
                    ServiceQuestion services = new ServiceQuestion(List.of("_http._tcp"));
                    services.heard("192.0.2.9", datagram)
                            .forEach(more -> assertThat(more.length).isLessThan(5_000));
                    services.services();
                })
                .doesNotThrowAnyException();
    }

    @Property(tries = 1_000)
    void what_was_asked_is_read_back(@ForAll("labels") List<String> labels) {
        byte[] asked = DnsPacket.question(1, List.of(new DnsPacket.Ask(new DnsName(labels), DnsPacket.POINTER)));
        // the same name as that of a record
        byte[] answer = new ServiceAnswer()
                .record(java.util.Arrays.copyOfRange(asked, 12, asked.length - 4), 1, new byte[] {10, 0, 0, 1})
                .bytes();
        assertThat(DnsPacket.answer(answer))
                .containsExactly(new DnsPacket.Entry.Address(new DnsName(labels), "10.0.0.1"));
    }

    @Provide
    Arbitrary<List<String>> labels() {
        return Arbitraries.strings()
                .withChars("aZ-_. ü€")
                .ofMinLength(1)
                .ofMaxLength(20)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
