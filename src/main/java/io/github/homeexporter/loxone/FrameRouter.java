package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.frame.FrameDecoder.FrameSink;
import io.github.homeexporter.loxone.frame.FrameDecoder.Header;
import io.github.homeexporter.loxone.frame.FrameDecoder.Irregularity;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.login.Dialogue.Keepalive;
import io.github.homeexporter.loxone.login.Refusals;
import io.github.homeexporter.loxone.state.EventTables;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.loxone.state.MiniserverModel;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Samples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Brings every frame to the part of a conversation that it is for; of tables batches are made, one for one. */
final class FrameRouter implements FrameSink {
    private final LoxoneSession session;
    private final Dialogue dialogue;
    private final Keepalive keepalive;
    private final Line line;
    private final LongSupplier now;
    private final Consumer<Irregularity> wrong = this::irregular;
    private long lastUpdate;
    private int unknown;

    FrameRouter(LoxoneSession session, Dialogue dialogue, Keepalive keepalive, Line line, LongSupplier now) {
        this.session = session;
        this.dialogue = dialogue;
        this.keepalive = keepalive;
        this.line = line;
        this.now = now;
    }

    @Override
    public void values(ByteBuffer table) {
        take(
                table.remaining() / EventTables.VALUE,
                (model, out) -> EventTables.values(
                        table,
                        (first, second, value) -> {
                            if (!model.number(first, second, value, out)) {
                                unknown++;
                            }
                        },
                        wrong));
    }

    @Override
    public void texts(ByteBuffer table) {
        take(
                4,
                (model, out) -> EventTables.texts(
                        table, (uuid, text) -> unknown += model.text(uuid, text, out) ? 0 : 1, wrong));
    }

    @Override
    public void daytimers(ByteBuffer table) {
        take(4, (model, out) -> EventTables.daytimers(table, plan -> unknown += model.plan(plan, out) ? 0 : 1, wrong));
    }

    @Override
    public void weather(ByteBuffer table) {
        take(
                16,
                (model, out) ->
                        EventTables.weather(table, weather -> unknown += model.weather(weather, out) ? 0 : 1, wrong));
    }

    /** What was sent before the structure is known comes again with the first full set. */
    private void take(int expected, BiConsumer<MiniserverModel, Samples> reading) {
        MiniserverModel model = session.model().orElse(null);
        if (model == null) {
            return;
        }
        Samples samples = new Samples(expected);
        unknown = 0;
        reading.accept(model, samples);
        session.countUnknown(unknown);
        lastUpdate = session.epochMillis();
        emit(samples);
    }

    void emit(Samples samples) {
        if (samples.size() > 0) {
            ExportScope to = session.settings().exposition();
            line.emit(new Batch(
                    to.device(), ExportScope.KIND, Duration.ZERO, false, to.naming(), session.epochMillis(), samples));
        }
    }

    /** Milliseconds since 1970, 0 before the first table. */
    long lastUpdate() {
        return lastUpdate;
    }

    @Override
    public void text(String text) {
        if (Refusals.isBlockPage(text)) {
            line.fail(session.refused(403, text));
        } else {
            dialogue.text(text);
        }
    }

    /** Only a document that was asked for can come this way; pictures and statistics are not asked for. */
    @Override
    public void file(ByteBuffer bytes) {
        if (dialogue.awaitsDocument()) {
            dialogue.text(StandardCharsets.UTF_8.decode(bytes).toString());
        } else {
            line.error(Irregularity.UNEXPECTED_ANSWER.reason());
        }
    }

    @Override
    public void outOfService() {
        line.fail(new Fault("out_of_service", "the Miniserver goes away for an update or a restart"));
    }

    @Override
    public void keepaliveAnswered() {
        keepalive.answered(now.getAsLong());
    }

    @Override
    public void announced(Header header) {
        keepalive.announced(header.length(), now.getAsLong());
        if (header.kind() == Header.TEXT || header.kind() == Header.FILE) {
            dialogue.announced(header.length());
        }
    }

    @Override
    public void tooLarge(Header header) {
        // a structure file is as long the next time; anything else is a slip that a new connection mends
        boolean document = dialogue.awaitsDocument() && !header.isTable();
        line.fail(new Fault(
                "message_too_large",
                "the Miniserver announces a message of " + header.length() + " bytes, more than the largest allowed"
                        + (document
                                ? "; a structure file of that length needs a larger heap (-Xmx in jvm.options), of which it may take"
                                        + " a tenth, or maxMessageSize in the route"
                                : ""),
                document ? Duration.ofMinutes(5) : Duration.ZERO));
    }

    @Override
    public void irregular(Irregularity what) {
        line.error(what.reason());
    }
}
