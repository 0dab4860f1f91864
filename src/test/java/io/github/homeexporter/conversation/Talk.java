package io.github.homeexporter.conversation;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Says hello, is ready with the first answer, and makes a reading of each message. */
final class Talk implements Conversation {
    static final int LONGEST = 20_000;
    static final String GOODBYE = "goodbye";

    /** Called by two threads at once. */
    static final AtomicInteger COLLISIONS = new AtomicInteger();

    private final AtomicInteger inside = new AtomicInteger();
    private final Duration silence;
    private long heard;

    Talk(Duration silence) {
        this.silence = silence;
    }

    @Override
    public void opened(Line line, long now) {
        heard = now;
        line.send("hello");
    }

    @Override
    public void text(String message, Line line, long now) {
        if (inside.incrementAndGet() > 1) {
            COLLISIONS.incrementAndGet();
        }
        heard = now;
        if (message.equals("throw")) {
            inside.decrementAndGet();
            throw new IllegalStateException("as asked");
        }
        line.emit(new Batch(
                "talk",
                "talk",
                Duration.ZERO,
                false,
                Naming.STANDARD,
                0,
                new Readings(List.of(new Reading("talk", "", "said", message)))));
        line.ready();
        inside.decrementAndGet();
    }

    @Override
    public void binary(ByteBuffer message, Line line, long now) {
        text("binary " + message.remaining(), line, now);
    }

    @Override
    public void tick(Line line, long now) {
        if (now - heard > silence.toNanos()) {
            line.fail(new Fault("silent", "nothing heard"));
        }
    }

    @Override
    public void closing(Line line, long now) {
        line.send(GOODBYE);
    }

    @Override
    public int maxMessageSize() {
        return LONGEST;
    }
}
