package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.login.Access.Encryption;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoxoneConversationTest {
    private static final String TEMPERATURE =
            "loxone_control_value{category=\"Climate\",miniserver=\"home\",name=\"Temperature\",room=\"Living\","
                    + "subcontrol=\"value\",type=\"InfoOnlyAnalog\"} ";

    private final Sessions sessions = new Sessions();
    private final FakeMiniserver miniserver = new FakeMiniserver();

    private FakeMiniserver connect() {
        miniserver.accept(sessions.open().conversation(false));
        miniserver.batches.clear();
        return miniserver;
    }

    @Test
    void table_becomes_one_batch_of_the_device() {
        connect().table(2, Wire.values(House.TEMPERATURE, 20.5, 21));
        assertThat(miniserver.batches).hasSize(1);
        Batch batch = miniserver.batches.get(0);
        assertThat(batch.device()).isEqualTo("loxone");
        assertThat(batch.kind()).isEqualTo("loxone");
        assertThat(batch.interval()).isEqualTo(Duration.ZERO);
        assertThat(batch.complete()).isFalse();
        assertThat(batch.timestampMillis()).isEqualTo(Sessions.START * 1000);
        assertThat(miniserver.samples()).containsExactly(TEMPERATURE + "20.5", TEMPERATURE + "21.0");
    }

    @Test
    void table_of_unknown_states_is_no_batch_but_counted() {
        connect().table(2, Wire.values(new StateUuid(1, 2), 1, 2, 3));
        assertThat(miniserver.batches).isEmpty();
        miniserver.elapse(1);
        assertThat(sessions.health("home_exporter_loxone_unknown_values_total")).isEqualTo(3);
    }

    @Test
    void health_says_what_the_replaced_exporter_said() {
        LoxoneSession session = sessions.open();
        assertThat(sessions.health("loxone_exporter_connected")).isZero();
        assertThat(sessions.health("loxone_exporter_last_update_timestamp_seconds"))
                .isZero();
        assertThat(sessions.health("loxone_exporter_controls_discovered")).isZero();
        miniserver.accept(session.conversation(false));
        assertThat(sessions.health("loxone_exporter_connected")).isEqualTo(1);
        assertThat(sessions.health("loxone_exporter_controls_discovered")).isEqualTo(House.CONTROLS);
        assertThat(sessions.health("loxone_exporter_controls_exported")).isZero();

        miniserver.table(2, Wire.values(House.TEMPERATURE, 20));
        miniserver.table(2, Wire.values(House.STEP, 1));
        miniserver.elapse(1);
        assertThat(sessions.health("loxone_exporter_last_update_timestamp_seconds"))
                .isEqualTo(Sessions.START);
        assertThat(sessions.health("loxone_exporter_controls_exported")).isEqualTo(5);

        miniserver.conversation.closed(1006, "");
        assertThat(sessions.health("loxone_exporter_connected")).isZero();
    }

    @Test
    void every_health_number_can_be_taken_back() {
        LoxoneSession session = sessions.open();
        miniserver.accept(session.conversation(false));
        miniserver.table(2, Wire.values(House.TEMPERATURE, 20));
        miniserver.elapse(1);
        session.closed(4003);
        assertThat(session.health().all())
                .extracting(Object::toString)
                .containsExactlyInAnyOrderElementsOf(sessions.health.keySet());
    }

    @Test
    void standard_naming_has_no_health_of_the_replaced_exporter() {
        sessions.exposition = House.exposition(Naming.STANDARD);
        connect();
        assertThat(sessions.health.keySet()).noneMatch(name -> name.startsWith("loxone_exporter_"));
        assertThat(sessions.health("home_exporter_loxone_controls_discovered")).isEqualTo(House.CONTROLS);
    }

    @Test
    void one_of_a_trust_is_described_as_such() {
        sessions.inTrust = true;
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.samples()).singleElement().asString().contains("trust=\"member\"");
    }

    @Test
    void miniserver_is_described_once() {
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.samples())
                .containsExactly(
                        "loxone_miniserver_info{miniserver=\"home\",serial=\"504F94AABBCC\",type=\"Gen2\",version=\"14.5.12.28\"} 1.0");
    }

    @Test
    void structure_is_fetched_again_only_when_its_version_is_another() {
        LoxoneSession session = sessions.open();
        miniserver.accept(session.conversation(false));
        miniserver.asked.clear();
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.asked).contains("LoxAPPversion3").doesNotContain("LoxAPP3.json");

        miniserver.asked.clear();
        miniserver.structureVersion = "2026-02-02 02:02:02";
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.asked).contains("LoxAPPversion3", "LoxAPP3.json");
    }

    @Test
    void changed_structure_takes_its_lost_series_away() {
        connect().table(2, Wire.values(House.AIR, 400));
        miniserver.batches.clear();
        miniserver.structureVersion = "2026-02-02 02:02:02";
        miniserver.structure = House.text()
                .replace("2026-01-10 13:24:37", "2026-02-02 02:02:02")
                .replace("\"name\": \"Air\"", "\"name\": \"Fresh air\"");
        miniserver.asked.clear();
        miniserver.elapse(15 * 60 + 1);
        assertThat(miniserver.asked).containsExactly("LoxAPPversion3", "LoxAPP3.json", "enablebinstatusupdate");
        assertThat(miniserver.samples())
                .startsWith(
                        "loxone_control_value{miniserver=\"home\",name=\"Air\",subcontrol=\"value\",type=\"InfoOnlyAnalog\"} NaN")
                .filteredOn(line -> line.endsWith("NaN"))
                .hasSize(1);
        assertThat(miniserver.ready).isEqualTo(1);

        miniserver.batches.clear();
        miniserver.table(2, Wire.values(House.AIR, 500));
        assertThat(miniserver.samples()).singleElement().asString().contains("Fresh air");
    }

    @Test
    void structure_may_come_as_a_file_in_bytes() {
        String structure = miniserver.structure;
        miniserver.structure = "nothing";
        LoxoneConversation conversation = sessions.open().conversation(false);
        miniserver.accept(conversation);
        ByteBuffer bytes = ByteBuffer.wrap(structure.getBytes(StandardCharsets.UTF_8));
        conversation.binary(Wire.header(1, bytes.remaining()), miniserver, miniserver.now);
        conversation.binary(bytes, miniserver, miniserver.now);
        miniserver.settle();
        assertThat(miniserver.ready).isEqualTo(1);
    }

    @Test
    void broken_structure_is_a_fault_with_its_place() {
        miniserver.structure = "{\n\"controls\": {]}";
        connect();
        assertThat(miniserver.fault.reason()).isEqualTo("bad_structure");
        assertThat(miniserver.fault.sentence()).isEqualTo("structure file: not JSON at line 2, column 14");
    }

    @Test
    void refused_structure_says_why() {
        miniserver.script("LoxAPP3.json", "{\"LL\":{\"control\":\"data/LoxAPP3.json\",\"Code\":\"403\"}}");
        connect();
        assertThat(miniserver.fault.reason()).isEqualTo("no_rights");
    }

    @Test
    void announced_message_beyond_the_limit_ends_the_connection() {
        sessions.maxMessageSize = 100_000;
        connect();
        miniserver.conversation.binary(Wire.header(1, 100_001), miniserver, miniserver.now);
        assertThat(miniserver.fault.reason()).isEqualTo("message_too_large");
        assertThat(sessions.health("loxone_exporter_connected")).isZero();
    }

    @Test
    void out_of_service_ends_the_connection() {
        connect();
        miniserver.conversation.binary(Wire.header(5, 0), miniserver, miniserver.now);
        assertThat(miniserver.fault.reason()).isEqualTo("out_of_service");
        miniserver.table(2, Wire.values(House.TEMPERATURE, 20));
        assertThat(miniserver.batches).isEmpty();
    }

    @Test
    void answered_keepalives_keep_the_connection() {
        connect().elapse(125);
        assertThat(miniserver.keepalives).isEqualTo(4);
        assertThat(miniserver.fault).isNull();
    }

    @Test
    void unanswered_keepalive_ends_the_connection_though_values_come() {
        connect().answersKeepalive = false;
        miniserver.elapse(30);
        for (int i = 0; i < 9; i++) {
            miniserver.table(2, Wire.values(House.TEMPERATURE, i));
            miniserver.elapse(1);
        }
        assertThat(miniserver.fault).isNull();
        miniserver.elapse(2);
        assertThat(miniserver.fault.reason()).isEqualTo("keepalive_timeout");
        assertThat(miniserver.keepalives).isEqualTo(1);
    }

    @Test
    void keepalive_behind_a_large_payload_has_time() {
        connect().answersKeepalive = false;
        miniserver.elapse(29);
        miniserver.conversation.binary(Wire.header(2, 24L * 40_000), miniserver, miniserver.now);
        miniserver.elapse(25);
        assertThat(miniserver.fault).isNull();
        miniserver.elapse(30);
        assertThat(miniserver.fault.reason()).isEqualTo("keepalive_timeout");
    }

    @Test
    void large_structure_has_time_to_arrive() {
        miniserver.structure = "nothing";
        miniserver.accept(sessions.open().conversation(false));
        miniserver.conversation.binary(Wire.header(0, 2_000_000), miniserver, miniserver.now);
        miniserver.elapse(60);
        assertThat(miniserver.fault).isNull();
        miniserver.elapse(60);
        assertThat(miniserver.fault.reason()).isEqualTo("no_answer");
    }

    @Test
    void tables_do_not_excuse_a_missing_answer() {
        miniserver.script("enablebinstatusupdate", "hello");
        miniserver.accept(sessions.open().conversation(false));
        for (int i = 0; i < 16; i++) {
            miniserver.table(2, Wire.values(House.TEMPERATURE, i));
            miniserver.elapse(1);
        }
        assertThat(miniserver.fault.reason()).isEqualTo("no_answer");
    }

    @Test
    void wrong_messages_are_counted_by_reason_and_hide_nothing() {
        connect();
        miniserver.conversation.binary(Wire.hex("030200"), miniserver, miniserver.now);
        miniserver.conversation.binary(Wire.header(2, 48), miniserver, miniserver.now);
        miniserver.conversation.binary(Wire.values(House.TEMPERATURE, 1), miniserver, miniserver.now);
        miniserver.conversation.binary(Wire.header(3, 4), miniserver, miniserver.now);
        miniserver.conversation.binary(Wire.hex("00000000"), miniserver, miniserver.now);
        miniserver.table(2, Wire.values(House.TEMPERATURE, 42));
        assertThat(miniserver.errors).containsExactly("bad_header", "length_mismatch", "partial_entry");
        assertThat(miniserver.samples()).containsExactly(TEMPERATURE + "42.0");
        assertThat(miniserver.fault).isNull();
    }

    @Test
    void generation_two_in_plain_text_comes_back_with_tls() {
        sessions.encryption = Encryption.AUTO;
        LoxoneSession session = sessions.open();
        assertThat(session.wantsTls()).isFalse();
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("tls_available");
        assertThat(session.wantsTls()).isTrue();
        miniserver.accept(session.conversation(true));
        assertThat(miniserver.fault).isNull();
    }
}
