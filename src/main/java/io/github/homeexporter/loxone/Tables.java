package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Line;
import io.github.homeexporter.loxone.frame.Irregularity;
import io.github.homeexporter.loxone.state.DaytimerTable;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.loxone.state.MiniserverModel;
import io.github.homeexporter.loxone.state.TextTable;
import io.github.homeexporter.loxone.state.ValueTable;
import io.github.homeexporter.loxone.state.WeatherTable;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Samples;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/** Turns tables into batches, one for one. */
public final class Tables {
    private final LoxoneSession session;
    private final Line line;
    private final Consumer<Irregularity> wrong;
    private long lastUpdate;
    private int unknown;

    Tables(LoxoneSession session, Line line) {
        this.session = session;
        this.line = line;
        this.wrong = what -> line.error(what.reason());
    }

    void values(ByteBuffer table) {
        take(
                table.remaining() / ValueTable.ENTRY,
                (model, out) -> ValueTable.read(
                        table,
                        (first, second, value) -> {
                            if (!model.number(first, second, value, out)) {
                                unknown++;
                            }
                        },
                        wrong));
    }

    void texts(ByteBuffer table) {
        take(
                4,
                (model, out) ->
                        TextTable.read(table, (uuid, text) -> unknown += model.text(uuid, text, out) ? 0 : 1, wrong));
    }

    void daytimers(ByteBuffer table) {
        take(4, (model, out) -> DaytimerTable.read(table, plan -> unknown += model.plan(plan, out) ? 0 : 1, wrong));
    }

    void weather(ByteBuffer table) {
        take(
                16,
                (model, out) ->
                        WeatherTable.read(table, weather -> unknown += model.weather(weather, out) ? 0 : 1, wrong));
    }

    /** What was sent before the structure is known comes again with the first full set. */
    private void take(int expected, Reading reading) {
        MiniserverModel model = session.model().orElse(null);
        if (model == null) {
            return;
        }
        Samples samples = new Samples(expected);
        unknown = 0;
        reading.read(model, samples);
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

    private interface Reading {
        void read(MiniserverModel model, Samples out);
    }
}
