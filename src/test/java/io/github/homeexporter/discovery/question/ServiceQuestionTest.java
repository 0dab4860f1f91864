package io.github.homeexporter.discovery.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.discovery.ServiceAnswer;
import io.github.homeexporter.discovery.question.DnsPacket.DnsName;
import io.github.homeexporter.discovery.question.DnsPacket.Entry;
import io.github.homeexporter.discovery.question.ServiceQuestion.Service;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Multicast DNS as it is asked and read. */
class ServiceQuestionTest {
    private static final String SHELLY = "_shelly._tcp";
    private static final String WEB = "_http._tcp";
    private static final String DEVICE = "192.0.2.50";

    private final ServiceQuestion question = new ServiceQuestion(List.of(SHELLY, WEB));

    @Test
    void all_types_are_asked_in_one_packet_with_the_wish_for_an_answer_to_the_asker() {
        assertThat(question.bytes())
                .isEqualTo(HexFormat.of()
                        .parseHex("484500000002000000000000"
                                + "075f7368656c6c79045f746370056c6f63616c00000c8001"
                                + "055f68747470045f746370056c6f63616c00000c8001"));
    }

    @Test
    void another_decoder_reads_the_same() {
        EmbeddedChannel netty = new EmbeddedChannel(new DatagramDnsQueryDecoder());
        InetSocketAddress somebody = new InetSocketAddress(5353);
        netty.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(question.bytes()), somebody, somebody));
        DatagramDnsQuery query = netty.readInbound();
        assertThat(query.count(DnsSection.QUESTION)).isEqualTo(2);
        DnsQuestion first = query.recordAt(DnsSection.QUESTION, 0);
        assertThat(first.name()).isEqualTo("_shelly._tcp.local.");
        assertThat(first.type()).isEqualTo(DnsRecordType.PTR);
        query.release();
    }

    @Test
    void an_answer_with_everything_is_a_service() {
        byte[] answer = new ServiceAnswer()
                .all(SHELLY, "Küche 1.OG", "192.0.2.51", 80, Map.of("gen", "2"))
                .bytes();
        assertThat(question.heard(DEVICE, answer)).isEmpty();
        assertThat(question.services())
                .containsExactly(new Service(SHELLY, "Küche 1.OG", "192.0.2.51", 80, Set.of("gen")));
    }

    @Test
    void compressed_names_are_followed() {
        // the instance is a label and a pointer to the name of the question's type, the host one to "local"
        byte[] answer = HexFormat.of()
                .parseHex("484584000001000100000002"
                        + "055f68747470045f746370056c6f63616c00000c0001"
                        + "c00c000c0001000000" + "0a" + "0007" + "0465766363c00c"
                        + "c02e00210001000000" + "0a" + "000c" + "000000001b9e" + "0369766ec017"
                        + "c0470001000100000a00" + "0004c0000205");
        // 40 is where the second record begins; the place's host begins at 0x40 + 7
        List<Entry> entries = DnsPacket.answer(answer);
        assertThat(entries.get(0))
                .isEqualTo(new Entry.Pointer(DnsName.of("_http._tcp.local"), DnsName.of("evcc._http._tcp.local")));
        assertThat(entries.get(1))
                .isEqualTo(new Entry.Place(DnsName.of("evcc._http._tcp.local"), DnsName.of("ivn.local"), 7070));
        assertThat(entries.get(2)).isEqualTo(new Entry.Address(DnsName.of("ivn.local"), "192.0.2.5"));
    }

    @Test
    void what_an_answer_leaves_out_is_asked_for_once_by_its_name() {
        byte[] pointer = new ServiceAnswer().pointer(SHELLY, "plug").bytes();
        List<byte[]> more = question.heard(DEVICE, pointer);
        assertThat(more).hasSize(1);
        assertThat(HexFormat.of().formatHex(more.get(0)))
                .isEqualTo("484500000002000000000000"
                        + "04706c7567075f7368656c6c79045f746370056c6f63616c0000218001"
                        + "04706c7567075f7368656c6c79045f746370056c6f63616c0000108001");
        assertThat(question.heard(DEVICE, pointer)).isEmpty();
        more = question.heard(
                DEVICE, new ServiceAnswer().place(SHELLY, "plug", "h", 81).bytes());
        assertThat(HexFormat.of().formatHex(more.get(0)))
                .isEqualTo("484500000001000000000000" + "0168056c6f63616c0000018001");
        // nobody says the address of the host: it is that of who answered
        assertThat(question.services()).containsExactly(new Service(SHELLY, "plug", DEVICE, 81, Set.of()));
    }

    @Test
    void one_says_nothing_for_another() {
        question.heard(
                DEVICE,
                new ServiceAnswer().all(WEB, "evcc", DEVICE, 7070, Map.of()).bytes());
        question.heard(
                "192.0.2.66",
                new ServiceAnswer()
                        .place(WEB, "evcc", "evil", 1)
                        .address("host-192-0-2-50", "192.0.2.66")
                        .bytes());
        assertThat(question.services()).containsExactly(new Service(WEB, "evcc", DEVICE, 7070, Set.of()));
    }

    @Test
    void of_many_addresses_that_of_who_answered_counts_and_one_that_no_other_host_has_counts_for_nothing() {
        question.heard(
                DEVICE,
                new ServiceAnswer()
                        .all(WEB, "evcc", "172.17.0.1", 7070, Map.of())
                        .address("host-172-17-0-1", DEVICE)
                        .address("host-172-17-0-1", "172.30.32.1")
                        .bytes());
        for (String nobody : List.of("0.0.0.0", "127.0.0.1", "224.0.0.251", "255.255.255.255")) {
            question.heard(
                    "192.0.2.51",
                    new ServiceAnswer()
                            .all(SHELLY, nobody, nobody, 80, Map.of())
                            .bytes());
        }
        assertThat(question.services())
                .extracting(Service::address)
                .containsExactly(DEVICE, "192.0.2.51", "192.0.2.51", "192.0.2.51", "192.0.2.51");
    }

    @Test
    void a_name_of_a_hundred_labels_takes_no_more_room_than_one_that_is_looked_for() {
        byte[] long120 = ServiceAnswer.name("a.".repeat(120) + "local");
        byte[] answer = new ServiceAnswer()
                .record(long120, 1, new byte[] {10, 0, 0, 1})
                .all(WEB, "evcc", DEVICE, 7070, Map.of("a".repeat(10), "b", "gen", "2"))
                .bytes();
        assertThat(DnsPacket.answer(answer))
                .hasSize(5)
                .allMatch(entry -> entry.name().labels().size() < 10);
        question.heard(DEVICE, answer);
        assertThat(question.services()).containsExactly(new Service(WEB, "evcc", DEVICE, 7070, Set.of("gen")));
    }

    @Test
    void invented_senders_fill_no_more_than_so_much_memory_all_together() {
        for (int sender = 0; sender < 300; sender++) {
            for (int i = 0; i < 20; i++) {
                question.heard(
                        "192.0.2." + sender,
                        new ServiceAnswer()
                                .all(WEB, i + "-" + sender, DEVICE, 80, Map.of())
                                .bytes());
            }
        }
        assertThat(question.services()).hasSizeBetween(1_000, 2_000);
    }

    @Test
    void a_text_without_length_and_one_without_a_value_are_none() {
        byte[] name = ServiceAnswer.name("a._http._tcp.local");
        byte[] answer = new ServiceAnswer()
                .pointer(WEB, "a")
                .record(name, 16, new byte[0])
                .record(name, 16, new byte[] {0, 1, 'x', 2, '=', 'y'})
                .bytes();
        question.heard(DEVICE, answer);
        assertThat(question.services()).containsExactly(new Service(WEB, "a", DEVICE, 0, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // to itself, forward, out of the packet, two to each other
                "c00c",
                "c020",
                "ffff",
                "c00e" + "c00c",
                // a label of a kind that is not used, one that ends behind the packet
                "40",
                "3f41"
            })
    void a_name_that_leads_nowhere_ends_the_packet(String name) {
        byte[] packet = HexFormat.of().parseHex("484584000000000100000000" + name);
        assertThat(DnsPacket.answer(packet)).isEmpty();
    }

    @Test
    void three_hundred_answers_are_read_and_no_more_than_so_many_of_one_sender() {
        for (int i = 0; i < 3_000; i++) {
            question.heard(
                    DEVICE,
                    new ServiceAnswer()
                            .all(WEB, "evcc " + i, DEVICE, 80, Map.of())
                            .bytes());
        }
        assertThat(question.services()).hasSizeBetween(300, 1_000);
    }

    @Test
    void ones_own_question_is_no_answer() {
        assertThat(DnsPacket.answer(question.bytes())).isEmpty();
        assertThat(question.heard(DEVICE, question.bytes())).isEmpty();
        assertThat(question.services()).isEmpty();
    }
}
