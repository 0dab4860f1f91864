package io.github.homeexporter.loxone.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.FakeMiniserver;
import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.LoxoneConversation;
import io.github.homeexporter.loxone.LoxoneSession;
import io.github.homeexporter.loxone.Sessions;
import io.github.homeexporter.loxone.Wire;
import io.github.homeexporter.loxone.frame.LoxoneTime;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {
    private static final List<String> SUBSCRIBING = List.of("LoxAPP3.json", "enablebinstatusupdate");
    private final Sessions sessions = new Sessions();
    private final FakeMiniserver miniserver = new FakeMiniserver();

    @ParameterizedTest
    @CsvSource({
        "14.5.12.28, SHA256, getjwt",
        "10.2, SHA1, getjwt",
        "10.1.12.5, '', gettoken",
        "9.3.0.0, SHA1, gettoken",
        "'', SHA256, getjwt"
    })
    void firmware_with_tokens_is_asked_for_one(String firmware, String algorithm, String verb) {
        sessions.firmware = firmware;
        miniserver.algorithm = algorithm;
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked)
                .containsExactly("keyexchange", "getkey2", verb, SUBSCRIBING.get(0), SUBSCRIBING.get(1));
        assertThat(miniserver.ready).isEqualTo(1);
        assertThat(miniserver.failedLogins).isZero();
        assertThat(sessions.tokens.load().orElseThrow().value()).isEqualTo("TOKEN-1");
    }

    @Test
    void firmware_before_tokens_is_logged_in_to_by_hash() {
        sessions.firmware = "8.5.11.3";
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked).containsExactly("getkey", "authenticate", SUBSCRIBING.get(0), SUBSCRIBING.get(1));
        assertThat(miniserver.ready).isEqualTo(1);
        assertThat(sessions.tokens.load()).isEmpty();
    }

    @Test
    void estimated_headers_everywhere_do_not_disturb() {
        miniserver.estimates = true;
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.ready).isEqualTo(1);
        assertThat(miniserver.errors).isEmpty();
    }

    @Test
    void table_before_the_first_answer_is_no_answer() {
        miniserver.mute = true;
        miniserver.accept(sessions.open().conversation(false));
        miniserver.table(2, Wire.values(House.TEMPERATURE, 20));
        miniserver.mute = false;
        miniserver.repeat();
        assertThat(miniserver.errors).isEmpty();
        assertThat(miniserver.ready).isEqualTo(1);
    }

    @Test
    void kept_token_needs_no_password() {
        LoxoneSession session = sessions.open();
        miniserver.accept(session.conversation(false));
        miniserver.asked.clear();
        miniserver.password = "changed meanwhile";
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.asked)
                .containsExactly("keyexchange", "getkey2", "authwithtoken", "LoxAPPversion3", "enablebinstatusupdate");
        assertThat(miniserver.ready).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"401", "477"})
    void refused_token_falls_back_to_the_password_once(String code) {
        LoxoneSession session = sessions.open();
        miniserver.accept(session.conversation(false));
        miniserver.asked.clear();
        miniserver.token = "TOKEN-2";
        miniserver.script("authwithtoken", code);
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.asked).startsWith("keyexchange", "getkey2", "authwithtoken", "getkey2", "getjwt");
        assertThat(miniserver.errors).containsExactly("token_rejected");
        assertThat(sessions.tokens.load().orElseThrow().value()).isEqualTo("TOKEN-2");
        assertThat(miniserver.ready).isEqualTo(2);
    }

    @Test
    void token_about_to_end_is_not_tried() {
        LoxoneSession session = sessions.open();
        miniserver.accept(session.conversation(false));
        miniserver.asked.clear();
        sessions.epochSeconds = LoxoneTime.toUnix(miniserver.validUntil) - 30;
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.asked).contains("getjwt").doesNotContain("authwithtoken");
    }

    @Test
    void token_of_another_user_is_not_tried() {
        sessions.tokens.save(new Token("somebody", "x", HashAlgorithm.SHA1, sessions.epochSeconds + 9_999));
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked).doesNotContain("authwithtoken");
    }

    @Test
    void wrong_password_is_tried_once_a_connection_and_waits_longer_every_time() {
        miniserver.password = "another";
        LoxoneSession session = sessions.open();
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            miniserver.accept(session.conversation(false));
            assertThat(miniserver.fault.reason()).isEqualTo("bad_credentials");
            assertThat(miniserver.fault.sentence()).doesNotContain(FakeMiniserver.PASSWORD);
            waits.add(miniserver.fault.retryAfter());
        }
        assertThat(miniserver.failedLogins).isEqualTo(6);
        assertThat(waits)
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(8),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15));

        miniserver.password = FakeMiniserver.PASSWORD;
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.fault).isNull();
    }

    @Test
    void wrong_password_by_hash_is_a_bad_password_too() {
        sessions.method = Access.LoginMethod.HASH;
        miniserver.password = "another";
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("bad_credentials");
        assertThat(miniserver.failedLogins).isEqualTo(1);
    }

    @Test
    void refusal_long_after_the_key_is_the_keys_fault_once() {
        miniserver.script("getjwt", "401").delays.put("getjwt", 5L);
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked).startsWith("keyexchange", "getkey2", "getjwt", "getkey2", "getjwt");
        assertThat(miniserver.errors).containsExactly("stale_key");
        assertThat(miniserver.ready).isEqualTo(1);
    }

    @Test
    void refusal_long_after_a_second_key_is_a_bad_password() {
        miniserver.script("getjwt", "401", "401").delays.put("getjwt", 5L);
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("bad_credentials");
    }

    @Test
    void unknown_command_refuses_nobody() {
        miniserver.script("getjwt", "404");
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked).startsWith("keyexchange", "getkey2", "getjwt", "getkey2", "gettoken");
        assertThat(miniserver.ready).isEqualTo(1);
    }

    @Test
    void changed_public_key_is_forgotten_and_nothing_goes_in_plain_text() {
        LoxoneSession session = sessions.open();
        session.publicKey(FakeMiniserver.rsa().getPublic());
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("public_key_changed");
        assertThat(miniserver.asked).containsExactly("keyexchange");
        assertThat(session.needsPublicKey()).isTrue();
    }

    @Test
    void missing_public_key_is_said() {
        LoxoneSession session = sessions.open();
        session.forgetPublicKey();
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("no_public_key");
    }

    @ParameterizedTest
    @CsvSource({
        "403, no_rights, 900",
        "420, not_authenticated, 0",
        "423, user_disabled, 900",
        "429, blocked, 300",
        "477, token_rejected, 0",
        "503, restarting, 0",
        "900, no_slot, 60",
        "901, no_slot, 60",
        "999, no_slot, 60",
        "500, refused, 0",
        "400, refused, 0"
    })
    void every_refusal_has_its_own_reason(String code, String reason, long seconds) {
        miniserver.script("getkey2", code);
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo(reason);
        assertThat(miniserver.fault.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(miniserver.fault.sentence()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void block_page_says_for_how_long() {
        miniserver.script(
                "getkey2",
                "<html><body>temporarily blocked, too many failed login attempts<remaining>38</remaining></body></html>");
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("blocked");
        assertThat(miniserver.fault.retryAfter()).isEqualTo(Duration.ofSeconds(38));
        assertThat(sessions.health("home_exporter_loxone_blocked_until_timestamp_seconds"))
                .isEqualTo(Sessions.START + 38);
    }

    @ParameterizedTest
    @CsvSource({
        "403, temporarily blocked, blocked, 300",
        "403, <remaining> 45 </remaining>, blocked, 45",
        "403, forbidden, no_rights, 900"
    })
    void http_refusals_mean_the_same(int code, String body, String reason, long seconds) {
        assertThat(sessions.open().refused(code, body))
                .satisfies(fault -> assertThat(fault.reason()).isEqualTo(reason))
                .satisfies(fault -> assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({
        "4003, blocked, 300",
        "4004, user_changed, 0",
        "4005, user_changed, 0",
        "4006, user_disabled, 900",
        "4007, updating, 30",
        "4008, no_slot, 60"
    })
    void every_close_code_has_its_own_reason(int code, String reason, long seconds) {
        LoxoneConversation conversation = sessions.open().conversation(false);
        miniserver.accept(conversation);
        assertThat(conversation.closed(code, "").reason()).isEqualTo(reason);
        assertThat(conversation.closed(code, "").retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(sessions.health("loxone_exporter_connected")).isZero();
    }

    @Test
    void ordinary_close_says_nothing_of_its_own() {
        assertThat(sessions.open().conversation(false).closed(1000, "")).isNull();
        assertThat(sessions.open().conversation(false).closed(1006, "")).isNull();
    }

    @Test
    void answer_without_token_is_no_login() {
        miniserver.script("getjwt", "{\"LL\":{\"control\":\"dev/sys/getjwt\",\"value\":{},\"Code\":\"200\"}}");
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("bad_answer");
    }

    @Test
    void answer_without_key_is_no_login() {
        miniserver.script(
                "getkey2", "{\"LL\":{\"control\":\"dev/sys/getkey2\",\"value\":{\"key\":\"xyz\"},\"Code\":\"200\"}}");
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("bad_answer");
        assertThat(miniserver.fault.sentence()).doesNotContain("xyz");
    }

    @Test
    void answers_of_others_and_broken_ones_are_counted_not_taken() {
        miniserver.mute = true;
        miniserver.accept(sessions.open().conversation(false));
        miniserver.say("{\"LL\":{\"control\":\"dev/sps/other\",\"value\":\"1\",\"Code\":\"200\"}}");
        miniserver.say("{\"LL\":{\"control\":");
        miniserver.say("hello");
        assertThat(miniserver.errors).containsExactly("unexpected_answer", "bad_answer", "bad_answer");
        assertThat(miniserver.fault).isNull();
    }

    @Test
    void mute_miniserver_is_given_up_after_the_step() {
        miniserver.mute = true;
        miniserver.accept(sessions.open().conversation(false));
        miniserver.elapse(14);
        assertThat(miniserver.fault).isNull();
        miniserver.elapse(1);
        assertThat(miniserver.fault.reason()).isEqualTo("no_answer");
        assertThat(miniserver.fault.sentence()).contains("keyexchange");
    }
}
