package io.github.homeexporter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.net.Fault.FaultException;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class SmallBodyTest {
    private boolean cancelled;

    /** As the client does: parts of any size, and no more once they are not wanted. */
    private <T> CompletableFuture<T> read(BodySubscriber<T> body, String... parts) {
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                assertThat(n).isPositive();
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
        for (String part : parts) {
            if (!cancelled) {
                body.onNext(List.of(ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8))));
            }
        }
        if (!cancelled) {
            body.onComplete();
        }
        return body.getBody().toCompletableFuture();
    }

    @Test
    void parts_become_one_text() {
        assertThat(read(SmallBody.text(7).apply(null), "wär", "", "me")).isCompletedWithValue("wärme");
        assertThat(read(SmallBody.bytes(3).apply(null), "a", "bc").join()).containsExactly('a', 'b', 'c');
    }

    @Test
    void a_longer_answer_is_not_read_on() {
        assertThatThrownBy(() ->
                        read(SmallBody.text(3).apply(null), "ab", "cd", "e").join())
                .hasRootCauseInstanceOf(FaultException.class)
                .hasRootCauseMessage("the answer is longer than 3 bytes");
        assertThat(cancelled).isTrue();
    }

    @Test
    void what_broke_it_is_told() {
        BodySubscriber<byte[]> body = SmallBody.bytes(3).apply(null);
        body.onError(new IOException("gone"));
        assertThatThrownBy(() -> body.getBody().toCompletableFuture().join()).hasRootCauseMessage("gone");
    }
}
