package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.state.StatusDocument;
import io.github.homeexporter.loxone.state.StatusDocument.SystemNumbers;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Asks the Miniserver now and then how its devices and itself are. What the user may not read is asked once a connection, counted, and
 * left.
 */
final class DeviceWatch {
    private final LoxoneSession session;
    private final Dialogue dialogue;
    private final Line line;
    private final FrameRouter router;
    private final LongSupplier now;
    private final Duration every;
    private final List<String> system = new ArrayList<>(SystemNumbers.QUESTIONS);
    private boolean started;
    private boolean devices = true;
    private long next;
    private Set<Series> shown = new HashSet<>();

    /** @param now monotonic nanoseconds */
    DeviceWatch(LoxoneSession session, Dialogue dialogue, Line line, FrameRouter router, LongSupplier now) {
        this.session = session;
        this.dialogue = dialogue;
        this.line = line;
        this.router = router;
        this.now = now;
        this.every = session.settings().timing().devices();
    }

    void tick() {
        if (every.isZero() || !dialogue.isIdle() || (started && now.getAsLong() - next < 0)) {
            return;
        }
        started = true;
        next = now.getAsLong() + every.toNanos();
        if (devices) {
            dialogue.askFor("data/status", "status", '<', this::status, answer -> refused());
        }
        for (String question : List.copyOf(system)) {
            dialogue.ask("jdev/sys/" + question, question, answer -> {
                Samples samples = answer.ok()
                        ? SystemNumbers.read(
                                question,
                                answer.value(),
                                session.settings().exposition().labels())
                        : new Samples(1);
                if (samples.size() == 0) {
                    system.remove(question);
                    line.error("no_system_rights");
                }
                router.emit(samples);
            });
        }
    }

    private void status(String document) {
        Optional<Samples> read =
                StatusDocument.read(document, session.settings().exposition().labels());
        if (read.isEmpty()) {
            refused();
            return;
        }
        Samples samples = read.get();
        Set<Series> gone = shown;
        shown = new HashSet<>();
        for (int i = 0; i < samples.size(); i++) {
            shown.add(samples.series(i));
        }
        gone.removeAll(shown);
        gone.forEach(samples::gone);
        router.emit(samples);
    }

    private void refused() {
        devices = false;
        line.error("no_device_rights");
    }
}
