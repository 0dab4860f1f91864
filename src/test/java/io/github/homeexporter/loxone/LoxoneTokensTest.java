package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.login.TokenStore;
import io.github.homeexporter.loxone.login.TokenStore.MemoryTokenStore;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a login token is kept, renewed and given back. */
class LoxoneTokensTest {
    private final Sessions sessions = new Sessions();
    private final FakeMiniserver miniserver = new FakeMiniserver();

    private FakeMiniserver connect() {
        miniserver.accept(sessions.open().conversation(false));
        miniserver.batches.clear();
        return miniserver;
    }

    @Test
    void token_is_renewed_at_half_its_life_at_most_a_day_ahead() {
        miniserver.validUntil = Sessions.START + 4_000 - 1_230_768_000;
        connect();
        miniserver.asked.clear();
        sessions.epochSeconds += 1_999;
        miniserver.elapse(1);
        assertThat(miniserver.asked).isEmpty();
        miniserver.validUntil += 100_000_000;
        sessions.epochSeconds += 1;
        miniserver.elapse(1);
        assertThat(miniserver.asked).containsExactly("getkey", "refreshjwt");
        Token renewed = sessions.tokens.load().orElseThrow();
        assertThat(renewed.value()).isEqualTo("TOKEN-1'");
        assertThat(renewed.validUntil()).isEqualTo(Sessions.START + 100_004_000);
        assertThat(sessions.health("home_exporter_loxone_token_expiry_timestamp_seconds"))
                .isEqualTo(Sessions.START + 100_004_000);

        sessions.epochSeconds += 86_399;
        miniserver.elapse(1);
        assertThat(miniserver.asked).hasSize(2);
        sessions.epochSeconds += 1;
        miniserver.elapse(1);
        assertThat(miniserver.asked).hasSize(4);
    }

    @Test
    void refused_renewal_forgets_the_token_and_goes_on() {
        miniserver.validUntil = Sessions.START + 4_000 - 1_230_768_000;
        connect();
        miniserver.script("refreshjwt", "401");
        sessions.epochSeconds += 2_000;
        miniserver.elapse(1);
        assertThat(sessions.tokens.load()).isEmpty();
        assertThat(miniserver.errors).containsExactly("token_refresh");
        assertThat(miniserver.fault).isNull();
    }

    @Test
    void salt_changes_every_twenty_commands() {
        connect();
        for (int i = 0; i < 60; i++) {
            sessions.epochSeconds += 86_400;
            miniserver.validUntil += 1_000_000;
            miniserver.elapse(1);
        }
        assertThat(miniserver.asked).filteredOn("refreshjwt"::equals).hasSize(60);
        assertThat(miniserver.encrypted.saltChanges).isEqualTo(3);
    }

    @Test
    void token_nobody_keeps_is_given_back_on_goodbye() {
        connect();
        miniserver.asked.clear();
        miniserver.conversation.closing(miniserver, miniserver.now);
        assertThat(miniserver.conversation.lingering()).isTrue();
        miniserver.settle();
        assertThat(miniserver.asked).containsExactly("getkey", "killtoken");
        assertThat(miniserver.conversation.lingering()).isFalse();
        assertThat(sessions.tokens.load()).isEmpty();
        assertThat(sessions.health("loxone_exporter_connected")).isZero();
    }

    @Test
    void goodbye_does_not_wait_behind_a_download() {
        miniserver.structure = "nothing";
        miniserver.accept(sessions.open().conversation(false));
        miniserver.asked.clear();
        miniserver.conversation.closing(miniserver, miniserver.now);
        miniserver.settle();
        assertThat(miniserver.asked).containsExactly("getkey", "killtoken");
    }

    @Test
    void kept_token_stays_on_goodbye() {
        sessions.tokens = new KeptToken();
        connect();
        miniserver.asked.clear();
        miniserver.conversation.closing(miniserver, miniserver.now);
        assertThat(miniserver.conversation.lingering()).isFalse();
        assertThat(miniserver.asked).isEmpty();
        assertThat(sessions.tokens.load()).isPresent();
    }

    @Test
    void goodbye_before_the_login_says_nothing() {
        miniserver.mute = true;
        miniserver.accept(sessions.open().conversation(false));
        miniserver.asked.clear();
        miniserver.conversation.closing(miniserver, miniserver.now);
        assertThat(miniserver.asked).isEmpty();
        assertThat(miniserver.conversation.lingering()).isFalse();
        assertThat(sessions.open().conversation(false).lingering()).isFalse();
    }

    /** As a file does. */
    private static final class KeptToken implements TokenStore {
        private final MemoryTokenStore memory = new MemoryTokenStore(new SecureRandom());

        @Override
        public Optional<Token> load() {
            return memory.load();
        }

        @Override
        public void save(Token token) {
            memory.save(token);
        }

        @Override
        public void forget() {
            memory.forget();
        }

        @Override
        public boolean survivesRestart() {
            return true;
        }

        @Override
        public String clientUuid() {
            return memory.clientUuid();
        }
    }
}
