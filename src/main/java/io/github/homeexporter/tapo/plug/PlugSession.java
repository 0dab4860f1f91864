package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.plug.Poll.Knowledge;
import io.github.homeexporter.tapo.wire.Digests;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.KlapTransport;
import io.github.homeexporter.tapo.wire.PassthroughTransport;
import io.github.homeexporter.tapo.wire.PlugTransport;
import io.github.homeexporter.tapo.wire.TpapTransport;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.TransportFault.Kind;
import io.github.homeexporter.tapo.wire.TransportKind;
import io.github.homeexporter.tapo.wire.WireRequest;
import io.github.homeexporter.tapo.wire.WireResponse;
import io.github.homeexporter.tapo.wire.XorTransport;
import java.util.Base64;
import java.util.List;

/**
 * All there is between us and one plug, over many cycles: finds out the transport and remembers it, keeps the session, logs
 * in again when it is lost. One cycle is {@link #begin}, then {@link #next} and {@link #answered} or {@link #broken} by
 * turns until {@code next} gives null; then {@link #fault} or {@link #answer} tells how it ended.
 */
public final class PlugSession {
    /** Fixed, and in the order that does least harm to a plug that speaks another. */
    private static final List<TransportKind> ANY =
            List.of(TransportKind.TPAP, TransportKind.KLAP, TransportKind.AES, TransportKind.XOR);

    /** The reason of a connection that broke: once it is made anew. */
    public static final String LOST = "connection_lost";

    private static final int MOST_LOGINS = 2;

    private final Setup setup;
    private final Knowledge known = new Knowledge();
    private final String terminal;
    private DiscoveryAnswer hint;
    private List<TransportKind> candidates = ANY;
    private int candidate;
    private PlugTransport transport;
    private boolean proven;
    private boolean iot;

    private long now;
    private Poll poll;
    private String question;
    private boolean opening;
    private int repeats;
    private TransportFault telling;
    private TransportFault fault;

    public PlugSession(Setup setup) {
        this.setup = setup;
        this.terminal = Base64.getEncoder().encodeToString(setup.entropy().bytes(16));
    }

    /** What discovery said; changes nothing about a transport that works. */
    public void hint(DiscoveryAnswer answer) {
        hint = answer;
        if (!proven) {
            candidates = answer.transports();
            candidate = 0;
            transport = null;
            iot = answer.isIot();
        }
    }

    /** The transport the plug was found to speak, null while that is not known. */
    public TransportKind transport() {
        return proven ? transport.kind() : null;
    }

    public void begin(long nowMillis) {
        now = nowMillis;
        poll = null;
        question = null;
        repeats = 0;
        telling = null;
        fault = null;
    }

    /** What to send; null when the cycle is over. */
    public WireRequest next() {
        while (fault == null) {
            try {
                if (transport == null) {
                    transport = make(candidates.get(candidate));
                }
                WireRequest login = transport.opening(now);
                opening = login != null;
                if (opening) {
                    return login;
                }
                if (poll == null) {
                    poll = isIot() ? new IotPoll(known, now) : new SmartPoll(known, now, terminal);
                }
                question = poll.question();
                if (question == null) {
                    proven = true;
                    return null;
                }
                return transport.request(question);
            } catch (TransportFault e) {
                handle(e);
            }
        }
        return null;
    }

    public void answered(WireResponse response) {
        try {
            if (opening) {
                transport.opened(response, now);
            } else {
                poll.answer(transport.response(response));
            }
        } catch (TransportFault e) {
            handle(e);
        }
    }

    /**
     * The request could not be sent, or was not answered.
     *
     * @param unopened whether not even a connection came about
     */
    public void broken(TransportFault why, boolean unopened) {
        if (unopened && !proven && transport.kind() != TransportKind.XOR && candidates.contains(TransportKind.XOR)) {
            // nobody listens for HTTP: what is left is the port of Kasa plugs
            telling = telling == null ? why : telling;
            candidate = candidates.indexOf(TransportKind.XOR);
            transport = null;
        } else if (why.reason().equals(LOST) && repeats++ < 1) {
            transport.reset();
        } else if (!proven && (why.reason().equals(LOST) || transport.kind() == TransportKind.XOR)) {
            // a port for HTTP does not understand a frame and waits for more of it
            following(why);
        } else {
            // whether the plug has seen the request is not known, and the numbers must stay in step
            transport.reset();
            fail(telling != null && telling.kind() == Kind.UNREACHABLE ? telling : why);
        }
    }

    /** Why the cycle failed; null when it did not. */
    public TransportFault fault() {
        return fault;
    }

    /** What the plug said, after a cycle without fault. */
    public PlugAnswer answer() {
        return poll.result();
    }

    private boolean isIot() {
        return iot
                || transport.kind() == TransportKind.XOR
                || (transport instanceof KlapTransport klap && klap.isFirstHash());
    }

    private PlugTransport make(TransportKind kind) {
        return switch (kind) {
            case TPAP -> new TpapTransport(setup.account(), setup.entropy());
            case KLAP -> new KlapTransport(setup.account(), setup.entropy());
            case AES -> new PassthroughTransport(setup.account(), hint == null ? 0 : hint.version(), setup.entropy());
            case XOR -> new XorTransport();
        };
    }

    private void handle(TransportFault e) {
        if (poll != null && poll.isOtherFamily()) {
            iot = true;
            poll = null;
            return;
        }
        switch (e.kind()) {
            case NOT_SPOKEN, CLOSED -> following(e);
            case CREDENTIALS -> {
                transport.reset();
                // after an update plugs were reported to offer AES still and to take KLAP only
                if (!proven && transport.kind() == TransportKind.AES) {
                    following(owned(e));
                } else {
                    fail(owned(e));
                }
            }
            case SESSION, BROKEN -> {
                transport.reset();
                if (repeats++ >= (e.kind() == Kind.SESSION ? MOST_LOGINS : 1)) {
                    if (proven || e.kind() == Kind.SESSION) {
                        fail(e);
                    } else {
                        following(e);
                    }
                }
            }
            default -> {
                transport.reset();
                fail(e);
            }
        }
    }

    /** To the next transport; when there is none, the fault that says most is the cycle's. */
    private void following(TransportFault e) {
        if (telling == null || weight(e) > weight(telling)) {
            telling = e;
        }
        repeats = 0;
        if (proven) {
            // it did speak this one: new firmware, or a switch in the app
            proven = false;
            candidates = ANY;
            candidate = -1;
        }
        candidate++;
        transport = null;
        poll = null;
        if (candidate >= candidates.size()) {
            fail(telling.kind() == Kind.NOT_SPOKEN ? noPlug() : telling);
        }
    }

    private static TransportFault noPlug() {
        return new TransportFault(
                Kind.NOT_SPOKEN,
                "protocol",
                "what answers there speaks none of TPAP, KLAP, AES and XOR; is it the address of a plug?");
    }

    private static int weight(TransportFault e) {
        return switch (e.kind()) {
            case CREDENTIALS -> 3;
            case CLOSED, BLOCKED -> 2;
            case BROKEN, SESSION -> 1;
            default -> 0;
        };
    }

    private void fail(TransportFault e) {
        fault = e;
        if (!proven) {
            candidate = 0;
            transport = null;
        }
    }

    /** With what discovery tells about the account, without the address itself. */
    private TransportFault owned(TransportFault e) {
        if (hint == null || hint.owner().isEmpty() || !e.reason().equals("credentials")) {
            return e;
        }
        if (hint.owner().equals(Digests.owner(setup.account().username()))) {
            return new TransportFault(
                    Kind.CREDENTIALS,
                    e.reason(),
                    "the plug belongs to the account in tapo.username, so it is the"
                            + " password that is wrong; check tapo.password");
        }
        return new TransportFault(
                Kind.CREDENTIALS,
                "other_account",
                "the plug is bound to another TP-Link account than tapo.username; use that account, or remove the plug"
                        + " from it in the app");
    }
}
