package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.login.Answer;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.loxone.state.MiniserverModel;
import io.github.homeexporter.loxone.state.ModelBuilder;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.loxone.structure.Structure.MiniserverInfo;
import io.github.homeexporter.loxone.structure.StructureReader;
import io.github.homeexporter.loxone.structure.StructureReader.StructureException;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * From the login to the first table and as long as they come: the structure file, fetched when its version is another, and the
 * subscription that follows it.
 */
final class Subscription {
    private static final MetricFamily INFO =
            MetricFamily.info("loxone_miniserver_info", "The Miniserver: serial number, firmware and type.");
    private static final long FIRST_TABLE = Duration.ofMinutes(1).toNanos();

    private final LoxoneSession session;
    private final Dialogue dialogue;
    private final Line line;
    private final FrameRouter router;
    private final LongSupplier now;
    private final boolean secure;
    private boolean live;
    private boolean silenceCounted;
    /** Whether it was said that the connection is of use, and whether it has proved not to be. */
    private boolean said;

    private boolean useless;
    private long since;
    private long nextCheck;
    private long told;

    /** @param now monotonic nanoseconds */
    Subscription(
            LoxoneSession session, Dialogue dialogue, Line line, FrameRouter router, LongSupplier now, boolean secure) {
        this.session = session;
        this.dialogue = dialogue;
        this.line = line;
        this.router = router;
        this.now = now;
        this.secure = secure;
    }

    void start() {
        if (session.model().isEmpty()) {
            fetch();
        } else {
            dialogue.ask("jdev/sps/LoxAPPversion3", "LoxAPPversion3", answer -> {
                if (isCurrent(answer)) {
                    subscribe();
                } else {
                    fetch();
                }
            });
        }
    }

    void tick() {
        if (!live) {
            return;
        }
        report();
        if (silenceCounted
                && useless
                && router.lastUpdate() != 0
                && session.model().isPresent()) {
            judge(session.model().get());
        }
        long at = now.getAsLong();
        if (!silenceCounted && !useless && router.lastUpdate() == 0 && at - since >= FIRST_TABLE) {
            silenceCounted = true;
            unusable(
                    new Fault(
                            "no_values",
                            "connected, but the Miniserver has sent no value for a minute; mostly the user has no rights on any room"));
        }
        if (dialogue.isIdle() && at - nextCheck >= 0) {
            nextCheck = at + session.settings().timing().structureCheck().toNanos();
            dialogue.ask("jdev/sps/LoxAPPversion3", "LoxAPPversion3", answer -> {
                if (!answer.ok()) {
                    line.error("structure_check");
                } else if (!isCurrent(answer)) {
                    fetch();
                }
            });
        }
    }

    private boolean isCurrent(Answer answer) {
        return answer.ok()
                && session.model()
                        .filter(model ->
                                !model.version().isEmpty() && model.version().equals(answer.value()))
                        .isPresent();
    }

    private void fetch() {
        dialogue.askFor(
                "data/LoxAPP3.json", "LoxAPP3", '{', this::structure, answer -> line.fail(session.refused(answer)));
    }

    private void structure(String text) {
        try {
            ExportScope exposition = session.settings().exposition();
            Structure structure = StructureReader.read(text, exposition.maxStates());
            session.structure(structure);
            use(ModelBuilder.build(structure, exposition));
        } catch (StructureException e) {
            line.fail(new Fault("bad_structure", e.getMessage(), Duration.ofMinutes(1)));
        }
    }

    private void use(MiniserverModel model) {
        Samples gone = new Samples();
        model.retract(session.model().map(MiniserverModel::series).orElseGet(session::left), gone);
        session.model(model);
        if (model.skippedStates() > 0) {
            line.error("skipped_states");
        }
        router.emit(gone);
        if (!secure && session.wantsTls()) {
            line.fail(new Fault("tls_available", "this Miniserver speaks TLS; connecting again with it"));
        } else {
            subscribe();
        }
    }

    private void subscribe() {
        dialogue.ask("jdev/sps/enablebinstatusupdate", "enablebinstatusupdate", answer -> {
            if (answer.ok()) {
                subscribed();
            } else {
                line.fail(session.refused(answer));
            }
        });
    }

    private void subscribed() {
        if (!live) {
            live = true;
            since = now.getAsLong();
            nextCheck = since + session.settings().timing().structureCheck().toNanos();
            session.health().connected(true);
        }
        session.model().ifPresent(this::judge);
        session.model().ifPresent(model -> router.emit(new Samples(1).add(info(model.miniserver()), 1)));
    }

    /** A connection can be as it should be and still be of no use to anybody. */
    private void judge(MiniserverModel model) {
        if (model.discovered() == 0) {
            unusable(new Fault(
                    "no_controls",
                    "the user may see no control at all; give it rights on rooms and categories in Loxone Config, and"
                            + " visualisation to the controls"));
        } else if (model.isFilteredOut()) {
            unusable(new Fault(
                    "all_filtered",
                    "the filters leave none of its " + model.discovered()
                            + " controls; see loxone.exclude-* and loxone.include-*, and --print-structure"));
        } else if (useless || !said) {
            useless = false;
            said = true;
            line.ready();
        }
    }

    private void unusable(Fault fault) {
        useless = true;
        line.unusable(fault);
    }

    private Series info(MiniserverInfo miniserver) {
        Map<String, String> labels = session.settings().exposition().labels();
        labels.put("serial", miniserver.serial().isEmpty() ? session.api().serial() : miniserver.serial());
        labels.put("version", session.api().firmware().text());
        labels.put("type", miniserver.generation());
        labels.put("trust", session.api().inTrust() ? "member" : "");
        return Series.of(INFO, labels);
    }

    private void report() {
        if (told != router.lastUpdate()) {
            told = router.lastUpdate();
            session.health().lastUpdate(told);
            session.health().unknownValues(session.unknownValues());
            session.model().ifPresent(model -> session.health().controls(model.discovered(), model.exported()));
        }
    }
}
