package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.TransportFault.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a plug is left alone. */
class TurnsTest {
    private final Turns.Patience patience = new Turns.Patience(Duration.ofSeconds(15), () -> 0.5);

    private Duration after(Kind kind) {
        return patience.after(new TransportFault(kind, "why", "a sentence"));
    }

    @Test
    void a_plug_that_looks_closed_is_looked_at_once_more_before_it_is_left_alone() {
        assertThat(after(Kind.CLOSED)).isEqualTo(Duration.ofSeconds(15));
        assertThat(after(Kind.CLOSED)).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(after(Kind.CLOSED)).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(after(Kind.UNREACHABLE)).isLessThan(Duration.ofMinutes(3));
        assertThat(after(Kind.CLOSED)).isLessThan(Duration.ofMinutes(3));
        patience.succeeded();
        assertThat(after(Kind.CLOSED)).isEqualTo(Duration.ofSeconds(15));
    }
}
