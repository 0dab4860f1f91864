package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.frame.FrameDecoder.FrameSink;
import io.github.homeexporter.loxone.frame.FrameDecoder.Header;
import io.github.homeexporter.loxone.frame.FrameDecoder.Irregularity;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.state.EventTables;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down what a decoder said, one line an event, tables taken apart. */
public final class Events implements FrameSink {
    public final List<String> lines = new ArrayList<>();

    @Override
    public void values(ByteBuffer table) {
        EventTables.values(
                table,
                (first, second, value) -> lines.add("value " + new StateUuid(first, second) + " " + number(value)),
                this::irregular);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? Long.toHexString(Double.doubleToRawLongBits(value)) : Double.toString(value);
    }

    @Override
    public void texts(ByteBuffer table) {
        EventTables.texts(table, (uuid, text) -> lines.add("state text " + uuid + " " + text), this::irregular);
    }

    @Override
    public void daytimers(ByteBuffer table) {
        EventTables.daytimers(
                table,
                plan -> lines.add("daytimer " + plan.uuid() + " " + plan.defaultValue() + " " + plan.entries()),
                this::irregular);
    }

    @Override
    public void weather(ByteBuffer table) {
        EventTables.weather(
                table,
                report -> lines.add("weather " + report.uuid() + " " + report.lastUpdate() + " " + report.entries()),
                this::irregular);
    }

    @Override
    public void text(String text) {
        lines.add("text " + text);
    }

    @Override
    public void file(ByteBuffer bytes) {
        lines.add("file " + bytes.remaining());
    }

    @Override
    public void outOfService() {
        lines.add("out of service");
    }

    @Override
    public void keepaliveAnswered() {
        lines.add("keepalive answered");
    }

    @Override
    public void announced(Header header) {}

    @Override
    public void tooLarge(Header header) {
        lines.add("too large " + header.length());
    }

    @Override
    public void irregular(Irregularity what) {
        lines.add("irregular " + what.name().toLowerCase(Locale.ROOT));
    }
}
