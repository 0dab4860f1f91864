package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Line;
import io.github.homeexporter.loxone.frame.FrameDecoder.FrameSink;
import io.github.homeexporter.loxone.frame.FrameDecoder.Header;
import io.github.homeexporter.loxone.frame.Irregularity;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.login.Keepalive;
import io.github.homeexporter.loxone.login.Refusals;
import io.github.homeexporter.net.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Brings every frame to the part of a conversation that it is for. */
final class FrameRouter implements FrameSink {
    private final Tables tables;
    private final Dialogue dialogue;
    private final Keepalive keepalive;
    private final LoxoneSession session;
    private final Line line;
    private final LongSupplier now;

    FrameRouter(
            LoxoneSession session, Tables tables, Dialogue dialogue, Keepalive keepalive, Line line, LongSupplier now) {
        this.session = session;
        this.tables = tables;
        this.dialogue = dialogue;
        this.keepalive = keepalive;
        this.line = line;
        this.now = now;
    }

    @Override
    public void values(ByteBuffer table) {
        tables.values(table);
    }

    @Override
    public void texts(ByteBuffer table) {
        tables.texts(table);
    }

    @Override
    public void daytimers(ByteBuffer table) {
        tables.daytimers(table);
    }

    @Override
    public void weather(ByteBuffer table) {
        tables.weather(table);
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
