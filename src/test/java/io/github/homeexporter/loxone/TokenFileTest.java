package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
    private static final Token TOKEN = new Token("ädmin: \\x", "eyJ=\n#:!", HashAlgorithm.SHA256, 1_800_000_000L);

    @TempDir
    Path directory;

    private TokenFile open() {
        return new TokenFile(directory.resolve("state/loxone.token"), new SecureRandom());
    }

    @Test
    void token_and_client_are_found_again() {
        TokenFile first = open();
        assertThat(first.load()).isEmpty();
        first.save(TOKEN);
        assertThat(open().load()).contains(TOKEN);
        assertThat(open().clientUuid()).isEqualTo(first.clientUuid());
        assertThat(StateUuid.parse(first.clientUuid())).isPresent();
        assertThat(first.survivesRestart()).isTrue();
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        open().save(TOKEN);
        Path file = directory.resolve("state/loxone.token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void forgotten_token_is_gone_the_client_stays() {
        TokenFile first = open();
        first.save(TOKEN);
        first.forget();
        assertThat(first.load()).isEmpty();
        assertThat(open().load()).isEmpty();
        assertThat(open().clientUuid()).isEqualTo(first.clientUuid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=x\nuser=y\nvalid-until=soon",
                "client-uuid=../../etc\n",
                "\\uZZZZ",
                "\u0000\u0001",
                "user=only"
            })
    void what_cannot_be_read_is_as_if_not_there(String content) throws IOException {
        Path file = directory.resolve("broken.token");
        Files.writeString(file, content);
        TokenFile store = new TokenFile(file, new SecureRandom());
        assertThat(store.load()).isEmpty();
        assertThat(StateUuid.parse(store.clientUuid())).isPresent();
    }

    @Test
    void of_two_programs_on_one_file_the_last_one_that_wrote_is_found_and_never_half_of_it() throws Exception {
        List<TokenFile> both = List.of(open(), open());
        List<Thread> writing = new ArrayList<>();
        for (TokenFile each : both) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    each.save(TOKEN);
                }
            });
            thread.start();
            writing.add(thread);
        }
        both.get(0).save(TOKEN);
        while (writing.stream().anyMatch(Thread::isAlive)) {
            assertThat(open().load()).contains(TOKEN);
        }
        try (Stream<Path> left = Files.list(directory.resolve("state"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void a_folder_or_a_file_without_measure_under_its_name_is_as_if_not_there() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("folder.token"));
        TokenFile store = new TokenFile(folder, new SecureRandom());
        assertThat(store.load()).isEmpty();
        store.save(TOKEN);
        assertThat(store.survivesRestart()).isFalse();
        Path large = Files.writeString(directory.resolve("large.token"), "#".repeat(2 << 20));
        assertThat(new TokenFile(large, new SecureRandom()).load()).isEmpty();
    }

    @Test
    void a_link_is_replaced_and_not_followed() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "mine");
        Path link = Files.createSymbolicLink(directory.resolve("link.token"), other);
        new TokenFile(link, new SecureRandom()).save(TOKEN);
        assertThat(other).hasContent("mine");
        assertThat(new TokenFile(link, new SecureRandom()).load()).contains(TOKEN);
    }

    @Test
    void what_cannot_be_written_is_kept_for_this_run() throws IOException {
        Path notADirectory = Files.writeString(directory.resolve("file"), "");
        TokenFile store = new TokenFile(notADirectory.resolve("loxone.token"), new SecureRandom());
        store.save(TOKEN);
        assertThat(store.load()).contains(TOKEN);
        assertThat(store.survivesRestart()).isFalse();
    }
}
