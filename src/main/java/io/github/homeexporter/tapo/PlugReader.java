package io.github.homeexporter.tapo;

import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.poll.Rounds;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.tapo.plug.Patience;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.plug.PlugAnswer;
import io.github.homeexporter.tapo.plug.PlugSamples;
import io.github.homeexporter.tapo.plug.PlugSession;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.WireRequest;
import io.github.homeexporter.tapo.wire.WireResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
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
    private final Rounds rounds;
    private final boolean configured;

    private volatile PlugAddress address;
    private volatile DiscoveryAnswer news;
    private volatile boolean stopped;
    private volatile boolean up;
    private volatile boolean seen;
    private volatile boolean fragile;
    private volatile String mac;

    private ScheduledFuture<?> due;
    private boolean running;
    private boolean again;

    /** @param configured whether its address stands in the settings */
    PlugReader(Plugs yard, Device device, PlugSession session, PlugAddress address, String mac, boolean configured) {
        this.yard = yard;
        this.device = device;
        this.session = session;
        this.address = address;
        this.mac = mac;
        this.configured = configured;
        this.seen = !configured;
        this.samples = new PlugSamples(
                device.name(), yard.options().naming(), yard.options().legacyNames());
        this.patience = new Patience(yard.options().interval(), yard.random());
        this.rounds = new Rounds(yard.options().interval(), yard.ticks());
    }

    void start() {
        device.connecting();
        schedule(Duration.ZERO);
    }

    void stop() {
        stopped = true;
        synchronized (this) {
            if (due != null) {
                due.cancel(false);
            }
        }
        device.stopped();
    }

    String mac() {
        return mac;
    }

    PlugAddress address() {
        return address;
    }

    /** Whether discovery found it or it has answered. */
    boolean isSeen() {
        return seen;
    }

    boolean isUp() {
        return up;
    }

    /** Discovery heard of it: where it is now and what it speaks. */
    void heard(PlugAddress where, DiscoveryAnswer answer) {
        seen = true;
        news = answer;
        if (mac.isEmpty()) {
            mac = answer.mac();
        }
        boolean moved = !where.equals(address);
        if (moved && !up) {
            address = where;
        }
        // it is there, so its pause is over; a wrong password is not mended by being there
        if (!up && (moved || session.fault() == null || isUnreachable(session.fault()))) {
            schedule(Duration.ZERO);
        }
    }

    private synchronized void schedule(Duration wait) {
        if (stopped) {
            return;
        }
        if (running) {
            again = true;
            return;
        }
        if (due != null) {
            due.cancel(false);
        }
        due = yard.timer().schedule(this::enter, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void enter() {
        running = true;
        rounds.restart();
        yard.gate().enter(this::cycle);
    }

    private void cycle() {
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
            var unused = yard.timer().schedule(() -> send(request), BREATH_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            send(request);
        }
    }

    private void send(WireRequest request) {
        var unused = yard.wire().send(address, request).whenCompleteAsync(this::received, yard.pool());
    }

    private void received(WireResponse response, Throwable failure) {
        try {
            if (failure == null) {
                session.answered(response);
            } else {
                TransportFault fault = HttpWire.fault(failure);
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
        device.down("failed", "reading failed: " + e);
        leave(yard.options().interval());
    }

    private void finish() {
        if (stopped) {
            leave(Duration.ZERO);
            return;
        }
        TransportFault fault = session.fault();
        if (fault == null) {
            PlugAnswer answer = session.answer();
            fault = foreign(answer);
            if (fault == null) {
                succeeded(answer);
                return;
            }
        }
        up = false;
        device.down(fault.reason(), fault.getMessage());
        if (isUnreachable(fault)) {
            yard.missed();
        }
        leave(patience.after(fault));
    }

    /** After an address has moved on, the plug behind it may be another. */
    private TransportFault foreign(PlugAnswer answer) {
        if (answer.mac().isEmpty() || answer.mac().equals(mac)) {
            return null;
        }
        if (configured || mac.isEmpty()) {
            mac = answer.mac();
            return null;
        }
        return new TransportFault(
                TransportFault.Kind.UNREACHABLE,
                "moved",
                "another plug answers at " + address + "; looking for this one");
    }

    private void succeeded(PlugAnswer answer) {
        patience.succeeded();
        if (!up) {
            device.connected();
        }
        up = true;
        seen = true;
        answer.troubles().forEach(t -> device.error(t.reason(), t.sentence()));
        Samples values = samples.of(
                answer, address.toString(), session.transport().name().toLowerCase(java.util.Locale.ROOT));
        try {
            // first the values: whoever sees it up finds them
            yard.publish(device.name(), values);
            if (!stopped) {
                device.up();
            }
        } finally {
            leave(rounds.untilNext());
        }
    }

    private void leave(Duration wait) {
        yard.gate().leave();
        boolean soon;
        synchronized (this) {
            running = false;
            soon = again;
            again = false;
        }
        schedule(soon && !up ? Duration.ZERO : wait);
    }

    private static boolean isUnreachable(TransportFault fault) {
        return fault.kind() == TransportFault.Kind.UNREACHABLE;
    }
}
