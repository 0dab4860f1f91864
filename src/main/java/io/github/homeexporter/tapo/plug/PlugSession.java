package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.plug.Poll.Knowledge;
import io.github.homeexporter.tapo.wire.Digests;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.KlapTransport;
import io.github.homeexporter.tapo.wire.PassthroughTransport;
import io.github.homeexporter.tapo.wire.PlugTransport;
import io.github.homeexporter.tapo.wire.PlugTransport.PlayedTransport;
import io.github.homeexporter.tapo.wire.PlugTransport.TransportKind;
import io.github.homeexporter.tapo.wire.PlugTransport.WireRequest;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import io.github.homeexporter.tapo.wire.TpapTransport;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.TransportFault.Kind;
import io.github.homeexporter.tapo.wire.XorTransport;
import java.util.Base64;

/**
 * All there is between us and one plug, over many cycles: finds out the transport and remembers it, keeps the session, logs
 * in again when it is lost. One cycle is {@link #begin}, then {@link #next} and {@link #answered} or {@link #broken} by
 * turns until {@code next} gives null; then {@link #fault} or {@link #answer} tells how it ended.
 */
public final class PlugSession {
    /** The reason of a connection that broke: once it is made anew. */
    public static final String LOST = "connection_lost";

    /** The reason of a connection that nobody took. */
    static final String REFUSED = "refused";

    private static final int MOST_LOGINS = 2;

    private final Setup setup;
    private final String terminal;
    private final Candidates candidates = new Candidates();
    private Knowledge known = new Knowledge();
    private String knownOf = "";
    private DiscoveryAnswer hint;
    private String mac;
    private PlugTransport transport;
    private boolean iot;

    private long now;
    private Poll<?> poll;
    private boolean opening;
    private boolean spoken;
    private boolean turned;
    private int repeats;
    private TransportFault fault;

    /** @param mac empty while it is not known */
    public PlugSession(Setup setup, String mac) {
        this.setup = setup;
        this.mac = mac;
        this.terminal = Base64.getEncoder().encodeToString(setup.entropy().bytes(16));
    }

    /** What discovery said; changes nothing about a transport that works. */
    public void hint(DiscoveryAnswer answer) {
        hint = answer;
        mac = answer.mac().isEmpty() ? mac : answer.mac();
        if (!candidates.isProven()) {
            candidates.prefer(answer.transports());
            transport = null;
            iot = answer.isIot();
        }
    }

    /** The transport the plug was found to speak, null while that is not known. */
    public TransportKind transport() {
        return candidates.isProven() ? transport.kind() : null;
    }

    public void begin(long nowMillis) {
        now = nowMillis;
        poll = null;
        spoken = candidates.isProven();
        turned = false;
        repeats = 0;
        fault = null;
        candidates.begin();
    }

    /** What to send; null when the cycle is over. */
    public WireRequest next() {
        while (fault == null) {
            try {
                if (transport == null) {
                    transport = make(candidates.next());
                    spoken = false;
                }
                WireRequest login = transport.opening(now);
                opening = login != null;
                if (opening) {
                    return login;
                }
                if (poll == null) {
                    poll = poll();
                }
                String question = poll.question();
                if (question == null) {
                    candidates.prove(transport.kind());
                    return null;
                }
                setup.ear().asked(question);
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
                // such a device speaks IOT JSON; with the second hash it may speak either
                iot |= transport instanceof KlapTransport klap && klap.isFirstHash();
            } else {
                String answer = transport.response(response);
                setup.ear().answered(answer);
                poll.answer(answer);
                repeats = 0;
            }
            spoken = true;
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
        if (why.reason().equals(LOST) && repeats++ < 1) {
            transport.reset();
        } else if (!unopened && isDoneWithout()) {
            repeats = 0;
            transport.reset();
        } else if (isAsked() && !unopened) {
            String asked = poll.asked();
            doubt(
                    why.reason().equals(LOST)
                            ? why
                            : new TransportFault(
                                    Kind.BROKEN,
                                    "not_answered",
                                    "the plug takes the login but does not answer " + asked
                                            + "; if it stays, switch it off and on"));
        } else if ((spoken && !unopened)
                || (candidates.isProven() && !why.reason().equals(REFUSED))) {
            doubt(why);
        } else {
            if (unopened) {
                candidates.isClosed(transport.kind());
            }
            following(why);
        }
    }

    /** Whether a question is open that the plug, after it has taken the login, ought to answer. */
    private boolean isAsked() {
        return !opening && poll != null && spoken;
    }

    private boolean isDoneWithout() {
        return isAsked() && poll.unanswered();
    }

    /** Why the cycle failed; null when it did not. */
    public TransportFault fault() {
        return fault;
    }

    /** What the plug said, after a cycle without fault. */
    public PlugAnswer answer() {
        PlugAnswer answer = poll.result();
        mac = answer.mac().isEmpty() ? mac : answer.mac();
        return answer;
    }

    private Poll<?> poll() {
        boolean other = iot || transport.kind() == TransportKind.XOR;
        String of = transport.kind() + (other ? " IOT" : " SMART");
        if (!of.equals(knownOf)) {
            known = new Knowledge();
            knownOf = of;
        }
        return other ? new IotPoll(known, now) : new SmartPoll(known, now, terminal);
    }

    private PlugTransport make(TransportKind kind) {
        if (setup.ear().plays()) {
            return new PlayedTransport(kind);
        }
        return switch (kind) {
            case TPAP -> new TpapTransport(said -> setup.account(said.isEmpty() ? mac : said), setup.entropy());
            case KLAP -> new KlapTransport(setup.accountsFor(mac), setup.entropy());
            case AES ->
                new PassthroughTransport(setup.accountsFor(mac), hint == null ? 0 : hint.version(), setup.entropy());
            case XOR -> new XorTransport();
        };
    }

    private void handle(TransportFault e) {
        if (poll != null && poll.otherFamily && !turned && transport.kind() != TransportKind.XOR) {
            turned = true;
            iot = !iot;
            poll = null;
            return;
        }
        switch (e.kind()) {
            case NOT_SPOKEN, CLOSED -> following(e);
            case CREDENTIALS -> {
                // after an update plugs were reported to offer AES still and to take KLAP only
                if (transport.kind() == TransportKind.AES) {
                    following(owned(e));
                } else {
                    transport.reset();
                    fail(owned(e));
                }
            }
            case SESSION, BROKEN -> repeat(e);
            default -> {
                transport.reset();
                fail(e);
            }
        }
    }

    private void repeat(TransportFault e) {
        transport.reset();
        if (repeats++ < (e.kind() == Kind.SESSION ? MOST_LOGINS : 1)) {
            return;
        }
        if (e.kind() == Kind.BROKEN && !e.reason().equals("error_code") && isDoneWithout()) {
            repeats = 0;
        } else if (candidates.isProven()) {
            doubt(e);
        } else if (e.kind() == Kind.SESSION && !opening) {
            fail(e);
        } else {
            following(e);
        }
    }

    /** It did speak this one; with other firmware, or replaced, it may speak another: the next cycle tries all. */
    private void doubt(TransportFault e) {
        if (candidates.isProven()) {
            candidates.doubt();
        }
        fail(e);
    }

    /** To the next transport; when there is none, the fault that says most is the cycle's. */
    private void following(TransportFault e) {
        candidates.failed(transport.kind(), e, poll != null && (spoken || transport.kind() != TransportKind.XOR));
        repeats = 0;
        transport = null;
        poll = null;
        if (candidates.isEmpty()) {
            fail(candidates.telling());
        }
    }

    private void fail(TransportFault e) {
        fault = e;
        if (candidates.isProven()) {
            transport.reset();
        } else {
            transport = null;
        }
    }

    /** With what discovery tells about the account, without the address itself. */
    private TransportFault owned(TransportFault e) {
        if (hint == null || hint.owner().isEmpty() || !e.reason().equals("credentials")) {
            return e;
        }
        if (hint.owner().equals(Digests.owner(setup.account(mac).username()))) {
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
