package io.github.homeexporter.loxone.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.FakeMiniserver;
import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.LoxoneConversation;
import io.github.homeexporter.loxone.LoxoneSession;
import io.github.homeexporter.loxone.Sessions;
import io.github.homeexporter.loxone.Wire;
import io.github.homeexporter.loxone.frame.LoxoneTime;
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
    void firmwareWithTokensIsAskedForOne(String firmware, String algorithm, String verb) {
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
    void firmwareBeforeTokensIsLoggedInToByHash() {
        sessions.firmware = "8.5.11.3";
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked).containsExactly("getkey", "authenticate", SUBSCRIBING.get(0), SUBSCRIBING.get(1));
        assertThat(miniserver.ready).isEqualTo(1);
        assertThat(sessions.tokens.load()).isEmpty();
    }

    @Test
    void estimatedHeadersEverywhereDoNotDisturb() {
        miniserver.estimates = true;
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.ready).isEqualTo(1);
        assertThat(miniserver.errors).isEmpty();
    }

    @Test
    void tableBeforeTheFirstAnswerIsNoAnswer() {
        miniserver.mute = true;
        miniserver.accept(sessions.open().conversation(false));
        miniserver.table(2, Wire.values(House.TEMPERATURE, 20));
        miniserver.mute = false;
        miniserver.repeat();
        assertThat(miniserver.errors).isEmpty();
        assertThat(miniserver.ready).isEqualTo(1);
    }

    @Test
    void keptTokenNeedsNoPassword() {
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
    void refusedTokenFallsBackToThePasswordOnce(String code) {
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
    void tokenAboutToEndIsNotTried() {
        LoxoneSession session = sessions.open();
        miniserver.accept(session.conversation(false));
        miniserver.asked.clear();
        sessions.epochSeconds = LoxoneTime.toUnix(miniserver.validUntil) - 30;
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.asked).contains("getjwt").doesNotContain("authwithtoken");
    }

    @Test
    void tokenOfAnotherUserIsNotTried() {
        sessions.tokens.save(new Token("somebody", "x", HashAlgorithm.SHA1, sessions.epochSeconds + 9_999));
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked).doesNotContain("authwithtoken");
    }

    @Test
    void wrongPasswordIsTriedOnceAConnectionAndWaitsLongerEveryTime() {
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
    void wrongPasswordByHashIsABadPasswordToo() {
        sessions.method = LoginMethod.HASH;
        miniserver.password = "another";
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("bad_credentials");
        assertThat(miniserver.failedLogins).isEqualTo(1);
    }

    @Test
    void refusalLongAfterTheKeyIsTheKeysFaultOnce() {
        miniserver.script("getjwt", "401").delays.put("getjwt", 5L);
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked).startsWith("keyexchange", "getkey2", "getjwt", "getkey2", "getjwt");
        assertThat(miniserver.errors).containsExactly("stale_key");
        assertThat(miniserver.ready).isEqualTo(1);
    }

    @Test
    void refusalLongAfterASecondKeyIsABadPassword() {
        miniserver.script("getjwt", "401", "401").delays.put("getjwt", 5L);
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("bad_credentials");
    }

    @Test
    void unknownCommandRefusesNobody() {
        miniserver.script("getjwt", "404");
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.asked).startsWith("keyexchange", "getkey2", "getjwt", "getkey2", "gettoken");
        assertThat(miniserver.ready).isEqualTo(1);
    }

    @Test
    void changedPublicKeyIsForgottenAndNothingGoesInPlainText() {
        LoxoneSession session = sessions.open();
        session.publicKey(FakeMiniserver.rsa().getPublic());
        miniserver.accept(session.conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("public_key_changed");
        assertThat(miniserver.asked).containsExactly("keyexchange");
        assertThat(session.needsPublicKey()).isTrue();
    }

    @Test
    void missingPublicKeyIsSaid() {
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
    void everyRefusalHasItsOwnReason(String code, String reason, long seconds) {
        miniserver.script("getkey2", code);
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo(reason);
        assertThat(miniserver.fault.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(miniserver.fault.sentence()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void blockPageSaysForHowLong() {
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
    void httpRefusalsMeanTheSame(int code, String body, String reason, long seconds) {
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
    void everyCloseCodeHasItsOwnReason(int code, String reason, long seconds) {
        LoxoneConversation conversation = sessions.open().conversation(false);
        miniserver.accept(conversation);
        assertThat(conversation.closed(code, "").reason()).isEqualTo(reason);
        assertThat(conversation.closed(code, "").retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(sessions.health("loxone_exporter_connected")).isZero();
    }

    @Test
    void ordinaryCloseSaysNothingOfItsOwn() {
        assertThat(sessions.open().conversation(false).closed(1000, "")).isNull();
        assertThat(sessions.open().conversation(false).closed(1006, "")).isNull();
    }

    @Test
    void answerWithoutTokenIsNoLogin() {
        miniserver.script("getjwt", "{\"LL\":{\"control\":\"dev/sys/getjwt\",\"value\":{},\"Code\":\"200\"}}");
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("bad_answer");
    }

    @Test
    void answerWithoutKeyIsNoLogin() {
        miniserver.script(
                "getkey2", "{\"LL\":{\"control\":\"dev/sys/getkey2\",\"value\":{\"key\":\"xyz\"},\"Code\":\"200\"}}");
        miniserver.accept(sessions.open().conversation(false));
        assertThat(miniserver.fault.reason()).isEqualTo("bad_answer");
        assertThat(miniserver.fault.sentence()).doesNotContain("xyz");
    }

    @Test
    void answersOfOthersAndBrokenOnesAreCountedNotTaken() {
        miniserver.mute = true;
        miniserver.accept(sessions.open().conversation(false));
        miniserver.say("{\"LL\":{\"control\":\"dev/sps/other\",\"value\":\"1\",\"Code\":\"200\"}}");
        miniserver.say("{\"LL\":{\"control\":");
        miniserver.say("hello");
        assertThat(miniserver.errors).containsExactly("unexpected_answer", "bad_answer", "bad_answer");
        assertThat(miniserver.fault).isNull();
    }

    @Test
    void muteMiniserverIsGivenUpAfterTheStep() {
        miniserver.mute = true;
        miniserver.accept(sessions.open().conversation(false));
        miniserver.elapse(14);
        assertThat(miniserver.fault).isNull();
        miniserver.elapse(1);
        assertThat(miniserver.fault.reason()).isEqualTo("no_answer");
        assertThat(miniserver.fault.sentence()).contains("keyexchange");
    }
}
