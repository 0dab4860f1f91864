package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation;
import io.github.homeexporter.conversation.Line;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;

/** A {@link Conversation}'s line that says nothing more once the connection has failed, whoever still wants to. */
final class OneEnding implements Line {
    private final Line line;
    private final Runnable atEnd;
    private boolean ended;

    OneEnding(Line line, Runnable atEnd) {
        this.line = line;
        this.atEnd = atEnd;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void send(String text) {
        if (!ended) {
            line.send(text);
        }
    }

    @Override
    public void emit(Batch batch) {
        if (!ended) {
            line.emit(batch);
        }
    }

    @Override
    public void ready() {
        if (!ended) {
            line.ready();
        }
    }

    @Override
    public void error(String reason) {
        if (!ended) {
            line.error(reason);
        }
    }

    @Override
    public void fail(Fault fault) {
        if (!ended) {
            ended = true;
            atEnd.run();
            line.fail(fault);
        }
    }
}
