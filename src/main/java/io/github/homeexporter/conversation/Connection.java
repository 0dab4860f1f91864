package io.github.homeexporter.conversation;

import io.github.homeexporter.conversation.ClientSocket.BrokenSocket;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.tape.Frames;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to talk to a device and, when it succeeds, the WebSocket with its one conversation. The next message is read
 * when the route is done with what the last one brought: that is the order, and the back-pressure. It ends once.
 */
public final class Connection implements ClientSocket.Listener, Conversation.Line {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** A goodbye may take this long: the program has two seconds to end. */
    private static final long LINGER_MILLIS = 500;

    private final ConversationConsumer consumer;
    private final ConversationClient client;
    private final ConversationConsumer.Timing timing;
    /** Held while the conversation is spoken to: a tick and a message never meet in it. */
    private final ReentrantLock turn = new ReentrantLock();

    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    /** Nothing is left to be said after a goodbye. */
    private final CompletableFuture<Void> goodbye = new CompletableFuture<>();

    private volatile boolean leaving;
    private volatile Future<?> opening;
    private volatile Future<?> ticking;
    private volatile ClientSocket socket;
    private Conversation conversation;
    private long lastTick;

    Connection(ConversationConsumer consumer, ConversationClient client, ConversationConsumer.Timing timing) {
        this.consumer = consumer;
        this.client = client;
        this.timing = timing;
    }

    /** On a worker: looking a host name up may take its time. */
    void open() {
        CompletableFuture<Conversation.Dial.Call> dialled = consumer.dial(client.http());
        // the dial's own stage: cancelling it ends what it has under way
        opening = dialled;
        if (ended.get()) {
            dialled.cancel(true);
        }
        CompletionStage<ClientSocket> outcome = dialled.copy()
                .orTimeout(timing.dialWithin().toMillis(), TimeUnit.MILLISECONDS)
                .thenComposeAsync(this::handshake, client.workers());
        outcome.whenComplete((ws, failure) -> {
            if (failure != null) {
                client.onWorker(() -> end(consumer.explain(failure)));
            }
        });
    }

    private CompletionStage<ClientSocket> handshake(Conversation.Dial.Call call) {
        conversation = call.conversation();
        if (Frames.isReplay()) {
            consumer.device().connected();
            inTurn(() -> conversation.opened(this, System.nanoTime()));
            consumer.frames().replay(consumer.device().name(), this::onText, this::onBinary);
            return new CompletableFuture<>();
        }
        CompletableFuture<ClientSocket> handshake =
                ClientSocket.open(call, client.loops(), client.workers(), timing.connectWithin(), this);
        opening = handshake;
        if (ended.get()) {
            handshake.cancel(true);
        }
        return handshake.copy().orTimeout(timing.connectWithin().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpen(ClientSocket opened) {
        socket = opened;
        if (ended.get()) {
            opened.abort();
            return;
        }
        consumer.device().connected();
        lastTick = System.nanoTime();
        inTurn(() -> conversation.opened(this, System.nanoTime()));
        ticking = client.every(timing.tickEvery(), this::tick);
        if (ended.get()) {
            ticking.cancel(false);
        }
    }

    @Override
    public void onText(String message) {
        if (!ended.get()) {
            consumer.frames().received(consumer.device().name(), message);
            inTurn(() -> conversation.text(message, this, System.nanoTime()));
        }
    }

    @Override
    public void onBinary(ByteBuffer message) {
        if (!ended.get()) {
            consumer.frames().received(consumer.device().name(), message);
            inTurn(() -> conversation.binary(message, this, System.nanoTime()));
        }
    }

    @Override
    public void onClose(int status, String reason) {
        closed.complete(null);
        broke(status, reason, BrokenSocket.closed(status, reason));
    }

    @Override
    public void onError(Throwable error) {
        closed.complete(null);
        Fault fault = BrokenSocket.fault(error, conversation.maxMessageSize());
        if (fault.reason().equals(BrokenSocket.OVERSIZED)) {
            // our own decision: the conversation knows no other reason
            end(fault);
        } else {
            broke(BrokenSocket.LOST, "", fault);
        }
    }

    @Override
    public void worked(long nanos) {
        consumer.pace().worked(nanos);
    }

    @Override
    public long rest() {
        return consumer.pace().rest(System.nanoTime());
    }

    private void inTurn(Runnable talk) {
        turn.lock();
        try {
            if (!ended.get()) {
                talk.run();
            }
            tickIfDue();
        } catch (Throwable e) {
            LOG.warn(
                    "{}: a fault in the program, the connection starts anew",
                    consumer.device().name(),
                    e);
            end(BrokenSocket.ofProgram(e));
        } finally {
            if (leaving && !conversation.lingering()) {
                goodbye.complete(null);
            }
            turn.unlock();
        }
    }

    /** Not our own doing: the conversation is told, and may know more of why. */
    private void broke(int code, String reason, Fault usual) {
        Fault known = null;
        turn.lock();
        try {
            known = ended.get() ? null : conversation.closed(code, reason);
        } catch (RuntimeException e) {
            LOG.debug("{}: no word on close code {}", consumer.device().name(), code, e);
        } finally {
            turn.unlock();
        }
        end(known == null ? usual : known);
    }

    /** Only hands over: while a message is being worked on, its thread ticks. */
    private void tick() {
        if (!turn.isLocked()) {
            client.onWorker(() -> inTurn(() -> {}));
        }
    }

    private void tickIfDue() {
        long now = System.nanoTime();
        if (!ended.get() && now - lastTick >= timing.tickEvery().toNanos() / 2) {
            lastTick = now;
            consumer.tellFlood(now);
            conversation.tick(this, now);
        }
    }

    @Override
    public void send(String text) {
        if (!ended.get() && !Frames.isReplay()) {
            consumer.frames().sent(consumer.device().name(), text);
            socket.text(text);
        }
    }

    @Override
    public void emit(Batch batch) {
        if (!leaving) {
            consumer.process(batch);
        }
    }

    @Override
    public void ready() {
        if (!ended.get()) {
            consumer.ready();
        }
    }

    @Override
    public void unusable(Fault fault) {
        if (!ended.get()) {
            consumer.device().down(fault.reason(), fault.sentence());
        }
    }

    @Override
    public void error(String reason) {
        consumer.device().error(reason);
    }

    @Override
    public void fail(Fault fault) {
        end(fault);
    }

    private void end(Fault fault) {
        if (ended.compareAndSet(false, true)) {
            goodbye.complete(null);
            consumer.ended(this, fault, hangUp());
        }
    }

    /** Politely if the peer lets us; done when the socket is gone. */
    private CompletionStage<Void> hangUp() {
        Future<?> ticks = ticking;
        if (ticks != null) {
            ticks.cancel(false);
        }
        ClientSocket ws = socket;
        if (ws == null) {
            Future<?> attempt = opening;
            if (attempt != null) {
                attempt.cancel(true);
            }
            return CompletableFuture.completedFuture(null);
        }
        ws.close();
        return closed.orTimeout(timing.closeWithin().toMillis(), TimeUnit.MILLISECONDS)
                .handle((nothing, late) -> {
                    ws.abort();
                    return null;
                });
    }

    /** The route stops: the conversation says goodbye, the peer gets its time to answer the close. */
    void close() throws InterruptedException {
        if (socket != null && turn.tryLock(timing.closeWithin().toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                if (!ended.get()) {
                    conversation.closing(this, System.nanoTime());
                    leaving = conversation.lingering();
                }
            } catch (RuntimeException e) {
                LOG.debug("{}: no goodbye", consumer.device().name(), e);
            } finally {
                turn.unlock();
            }
        }
        if (leaving) {
            await(goodbye, LINGER_MILLIS);
        }
        if (ended.compareAndSet(false, true)) {
            LOG.debug("{}: closing, {}", consumer.device().name(), hangUp());
        }
        if (socket != null) {
            await(closed, timing.closeWithin().toMillis());
            socket.abort();
        }
    }

    private void await(Future<Void> answer, long millis) throws InterruptedException {
        try {
            answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug(
                    "{}: the peer did not answer the goodbye", consumer.device().name());
        }
    }
}
