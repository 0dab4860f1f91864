package io.github.homeexporter.tapo.plug;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.tapo.wire.PlugTransport.TransportKind;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.TransportFault.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which fault of a cycle is the one that is told, and waited for. */
class CandidatesTest {
    private final TransportFault nobody = new TransportFault(Kind.UNREACHABLE, PlugSession.REFUSED, "nobody listens");

    private final Candidates candidates = new Candidates();

    @BeforeEach
    void keepsKlapClosed() {
        candidates.begin();
        assertThat(candidates.next()).isEqualTo(TransportKind.TPAP);
        candidates.failed(TransportKind.TPAP, new TransportFault(Kind.NOT_SPOKEN, "protocol", "no TPAP"), false);
        assertThat(candidates.next()).isEqualTo(TransportKind.KLAP);
        candidates.failed(TransportKind.KLAP, new TransportFault(Kind.CLOSED, "third_party_off", "HTTP 403"), false);
        assertThat(candidates.next()).isEqualTo(TransportKind.AES);
    }

    @Test
    void what_a_plug_says_that_is_there_is_told() {
        candidates.failed(TransportKind.AES, new TransportFault(Kind.NOT_SPOKEN, "protocol", "no AES"), false);
        closed(TransportKind.XOR);
        assertThat(candidates.telling().reason()).isEqualTo("third_party_off");
    }

    @Test
    void what_a_plug_said_before_it_went_away_is_not() {
        closed(TransportKind.AES);
        closed(TransportKind.XOR);
        assertThat(candidates.telling()).isSameAs(nobody);
    }

    private void closed(TransportKind kind) {
        candidates.isClosed(kind);
        candidates.failed(kind, nobody, false);
        assertThat(candidates.isEmpty()).isEqualTo(kind == TransportKind.XOR);
    }
}
