package io.github.homeexporter.tapo;

import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.poll.PollingConsumer.Rounds;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.tapo.Turns.Patience;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.plug.PlugAnswer;
import io.github.homeexporter.tapo.plug.PlugSamples;
import io.github.homeexporter.tapo.plug.PlugSession;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.PlugTransport.WireRequest;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Reads one plug every interval, by messages; no thread waits for it. After a failure the plug has its own pace. */
final class PlugReader {
    /** Between two requests to a plug that closes its connections. */
    private static final long BREATH_MILLIS = 250;

    private final Plugs yard;
    private final Device device;
    private final PlugSession session;
    private final PlugSamples samples;
    private final Patience patience;
    private final Turns turns;
    /** Where the settings say that it is; null when discovery found it. */
    private final PlugAddress home;

    private volatile PlugAddress address;
    private volatile DiscoveryAnswer news;
    private volatile String mac;
    private volatile boolean stopped;
    private volatile boolean up;
    private volatile boolean seen;
    private volatile boolean read;
    private volatile long seenTick;
    private volatile boolean fragile;
    private volatile PlugReader twin;

    /** @param home null when discovery found it */
    PlugReader(Plugs yard, Device device, PlugSession session, PlugAddress address, String mac, PlugAddress home) {
        this.yard = yard;
        this.device = device;
        this.session = session;
        this.address = address;
        this.mac = mac;
        this.home = home;
        this.seen = home == null;
        this.seenTick = yard.ticks.getAsLong();
        this.samples = new PlugSamples(device.name(), yard.options.getNaming(), yard.options.legacyNames());
        this.patience = new Patience(yard.options.interval(), yard.entropy::fraction);
        Rounds rounds = new Rounds(yard.options.interval(), yard.ticks);
        this.turns = new Turns(yard.timer, yard.gate, rounds, this::cycle);
    }

    void start() {
        device.connecting();
        turns.soon();
    }

    void stop() {
        stopped = true;
        turns.stop();
        device.stopped();
    }

    String name() {
        return device.name();
    }

    String mac() {
        return mac;
    }

    void mac(String said) {
        mac = said;
    }

    PlugAddress address() {
        return address;
    }

    PlugAddress home() {
        return home;
    }

    boolean isConfigured() {
        return home != null;
    }

    /** Whether discovery found it or it has answered. */
    boolean isSeen() {
        return seen;
    }

    boolean isUp() {
        return up;
    }

    /** Whether it ever was. */
    boolean wasRead() {
        return read;
    }

    /** Monotonic nanoseconds of when it was last heard of. */
    long seenTick() {
        return seenTick;
    }

    void move(PlugAddress to) {
        address = to;
    }

    /** Discovery heard of it, or of another plug in its place: where it is now and what it speaks. */
    void heard(PlugAddress where, DiscoveryAnswer answer) {
        seen = true;
        seenTick = yard.ticks.getAsLong();
        if (!mac.isEmpty() && !answer.mac().isEmpty() && !answer.mac().equals(mac) && up) {
            // the next cycle meets it
            return;
        }
        news = answer;
        mac = answer.mac().isEmpty() ? mac : answer.mac();
        boolean moved = !where.isSamePlace(address);
        // what answers in its name from elsewhere counts for less than what answers where the settings have it
        if (moved && (!up || home != null && where.isSamePlace(home))) {
            address = where;
        }
        // it is there, so its pause is over; a wrong password is not mended by being there
        if (!up && (moved || session.fault() == null || isUnreachable(session.fault()))) {
            turns.soon();
        }
    }

    private void cycle() {
        PlugReader other = twin;
        if (other != null && other.isUp()) {
            turns.leave(yard.options.interval());
            return;
        }
        twin = null;
        try {
            DiscoveryAnswer answer = news;
            if (answer != null) {
                session.hint(answer);
                news = null;
            }
            session.begin(System.currentTimeMillis());
            step();
        } catch (RuntimeException e) {
            crashed(e);
        }
    }

    private void step() {
        WireRequest request = stopped ? null : session.next();
        if (request == null) {
            finish();
        } else if (fragile) {
            var unused = yard.timer.schedule(() -> send(request), BREATH_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            send(request);
        }
    }

    private void send(WireRequest request) {
        var unused = yard.wire.send(address, request).whenCompleteAsync(this::received, yard.pool);
    }

    private void received(WireResponse response, Throwable failure) {
        try {
            if (failure == null) {
                session.answered(response);
            } else {
                TransportFault fault = PlugWire.fault(failure);
                fragile |= up && fault.reason().equals(PlugSession.LOST);
                session.broken(fault, NetworkFaults.isUnopened(failure));
            }
            step();
        } catch (RuntimeException e) {
            crashed(e);
        }
    }

    /** A fault of ours: the plug is down for this cycle, the others go on. */
    private void crashed(RuntimeException e) {
        up = false;
        device.down("failed", "reading failed: " + e);
        turns.leave(yard.options.interval());
    }

    private void finish() {
        if (stopped) {
            turns.leave(Duration.ZERO);
            return;
        }
        TransportFault fault = session.fault();
        if (fault == null) {
            PlugAnswer answer = session.answer();
            fault = answer.mac().isEmpty() || answer.mac().equals(mac) ? null : yard.claim(this, answer.mac());
            if (fault == null) {
                succeeded(answer);
                return;
            }
            // what it said before was of a plug that somebody else reads
            yard.empty(device.name());
        }
        up = false;
        device.down(fault.reason(), fault.getMessage());
        if (isUnreachable(fault)) {
            yard.missed(this);
        }
        turns.leave(patience.after(fault));
    }

    private void succeeded(PlugAnswer answer) {
        patience.succeeded();
        if (!up) {
            device.connected();
        }
        up = true;
        seen = true;
        read = true;
        seenTick = yard.ticks.getAsLong();
        try {
            device.lacks(answer.troubles());
            yard.count(answer);
            yard.counted();
            // first the values: whoever sees it up finds them
            yard.publish(
                    device.name(),
                    samples.of(
                            answer,
                            address.toString(),
                            session.transport().name().toLowerCase(Locale.ROOT)));
            if (!stopped) {
                device.up();
            }
        } finally {
            turns.leave();
        }
    }

    /** It is another's plug: asked no more while that one reads it. */
    void isReadAs(PlugReader other) {
        seen = false;
        twin = other;
    }

    private static boolean isUnreachable(TransportFault fault) {
        return fault.kind() == TransportFault.Kind.UNREACHABLE;
    }
}
