package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.wire.PlugTransport.TransportKind;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.TransportFault.Kind;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which transport a plug speaks: the one that was proven, or those to be tried one after the other within a cycle. */
final class Candidates {
    /** Fixed, and in the order that does least harm to a plug that speaks another. */
    private static final List<TransportKind> ANY =
            List.of(TransportKind.TPAP, TransportKind.KLAP, TransportKind.AES, TransportKind.XOR);

    private List<TransportKind> order = ANY;
    private TransportKind proven;
    private final Set<TransportKind> tried = EnumSet.noneOf(TransportKind.class);
    private TransportFault telling;
    private int heaviest;
    private boolean another;

    void begin() {
        another = false;
        startOver();
    }

    private void startOver() {
        tried.clear();
        telling = null;
    }

    boolean isProven() {
        return proven != null;
    }

    void prove(TransportKind kind) {
        proven = kind;
    }

    /** The one that was proven comes first, and all others after it. */
    void doubt() {
        prefer(List.of(proven));
        proven = null;
    }

    /** All others are tried after these: what a plug says of itself may be of before its update. */
    void prefer(List<TransportKind> first) {
        Set<TransportKind> all = new LinkedHashSet<>(first);
        all.addAll(ANY);
        order = List.copyOf(all);
    }

    boolean isEmpty() {
        return tried.containsAll(ANY);
    }

    TransportKind next() {
        return order.stream().filter(kind -> !tried.contains(kind)).findFirst().orElseThrow();
    }

    /** Nobody listens at its port: nor for what is spoken at the same. What answered there before in this cycle went away. */
    void isClosed(TransportKind kind) {
        if (kind == TransportKind.XOR) {
            tried.add(kind);
        } else {
            tried.addAll(EnumSet.complementOf(EnumSet.of(TransportKind.XOR)));
            telling = null;
        }
    }

    /** @param opened whether the plug had taken the login of that transport in this cycle (XOR has none), so that another one is there by now */
    void failed(TransportKind kind, TransportFault why, boolean opened) {
        if (opened && !another) {
            // what was tried was tried on the one before; once, or two that take turns would never end
            another = true;
            startOver();
        }
        tried.add(kind);
        if (telling == null || weight(kind, why) > heaviest) {
            telling = why;
            heaviest = weight(kind, why);
        }
        if (proven != null) {
            doubt();
        }
    }

    /** The fault that says most. */
    TransportFault telling() {
        return telling.kind() != Kind.NOT_SPOKEN
                ? telling
                : new TransportFault(
                        Kind.NOT_SPOKEN,
                        "protocol",
                        "what answers there speaks none of TPAP, KLAP, AES and XOR; is it the address of a plug?");
    }

    private static int weight(TransportKind kind, TransportFault e) {
        return switch (e.kind()) {
            case CREDENTIALS -> 3;
            // the first of them counts: a plug that fails in its TPAP keeps KLAP closed all the same
            case CLOSED, BLOCKED, BROKEN, SESSION -> 2;
            // a port for HTTP never answers frames
            case UNREACHABLE -> kind == TransportKind.XOR || e.reason().equals(PlugSession.REFUSED) ? 0 : 2;
            default -> 0;
        };
    }
}
