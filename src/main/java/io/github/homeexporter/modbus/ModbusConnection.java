package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.LinkOptions.Link;
import io.github.homeexporter.modbus.protocol.Cycle.Transport;
import io.github.homeexporter.modbus.protocol.Cycle.Unanswered;
import io.github.homeexporter.modbus.protocol.Cycle.Unanswered.Cause;
import io.github.homeexporter.modbus.protocol.Request;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.modbus.protocol.Request.Reply.MalformedReply;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.tape.Frames;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Producer;
import org.apache.camel.component.netty.NettyConstants;
import org.apache.camel.component.netty.NettyEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to an address: whoever asks waits for its turn, since many devices take a single connection and serve
 * one request at a time. Opened with the first request, and again with the one after it broke.
 */
final class ModbusConnection implements Transport {
    static final int DEFAULT_PORT = 502;
    private static final Logger LOG = LoggerFactory.getLogger(ModbusConnection.class);

    /** Longest that somebody waits for the others before it. */
    private static final Duration TURN = Duration.ofSeconds(30);
    /** Of a device that is busy; doubled each time it still is. */
    private static final Duration BUSY = Duration.ofMillis(200);
    /** Tried in turn with a peer that says nothing on a fresh connection: it may be deaf at first. */
    private static final List<Duration> DEAF =
            List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final HostPort address;
    private final NettyEndpoint endpoint;
    private final Producer producer;
    private final Link link;
    private final FrameCodec.Factory codec;
    private final ReentrantLock turn = new ReentrantLock(true);
    private long lastNanos = System.nanoTime();
    private int deaf;
    int users;

    ModbusConnection(CamelContext context, HostPort address, Link link) throws Exception {
        this.address = address;
        this.link = link;
        codec = new FrameCodec.Factory(address.toString(), link);
        endpoint = context.getEndpoint(
                "netty:tcp://" + address + "?sync=true&allowDefaultCodec=false&lazyChannelCreation=true"
                        + "&producerPoolMaxTotal=1&producerPoolMaxIdle=1&producerPoolMinIdle=0&producerPoolMaxWait="
                        + TURN.toMillis() + "&connectTimeout="
                        + link.connectTimeout().toMillis()
                        + "&requestTimeout=" + link.requestTimeout().toMillis(),
                NettyEndpoint.class);
        endpoint.getConfiguration().setDecodersAsList(List.of(codec));
        producer = endpoint.createProducer();
        producer.start();
    }

    Link link() {
        return link;
    }

    /** Connections made so far. */
    long connects() {
        return codec.connects.get();
    }

    /** Answers that came too late. */
    long stale() {
        return codec.stale.get();
    }

    @Override
    public Reply ask(Request request) throws Unanswered, InterruptedException {
        if (!turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Unanswered(Cause.TIMEOUT, address + " is busy with earlier requests", null);
        }
        try {
            Reply reply = again(request);
            Duration wait = BUSY;
            for (int i = 0; i < link.busyRetries() && reply.isBusy() && !request.isAccepted(reply); i++) {
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
                wait = wait.multipliedBy(2);
                reply = again(request);
            }
            return reply;
        } finally {
            lastNanos = System.nanoTime();
            turn.unlock();
        }
    }

    private Reply again(Request request) throws Unanswered, InterruptedException {
        try {
            return once(request);
        } catch (Unanswered e) {
            // a peer that closes idle connections does so while we ask; asking and setting again are harmless
            if (e.kind() != Cause.CLOSED) {
                throw e;
            }
            return once(request);
        }
    }

    private Reply once(Request request) throws Unanswered, InterruptedException {
        long begin = System.nanoTime();
        Reply reply = Frames.isReplay() ? replayed(request) : send(request);
        FrameCodec.FRAMES.exchanged(
                address.toString(), request, reply + " in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        return reply;
    }

    /** By the recording, in which the number of the transaction is another one. */
    private Reply replayed(Request request) throws Unanswered {
        try {
            byte[] frame = FrameCodec.FRAMES
                    .answer(
                            address.toString(),
                            link.framing().frame(0, request),
                            link.framing().counted())
                    .orElseThrow(
                            () -> new Unanswered(Cause.TIMEOUT, "the recording has no answer to " + request, null));
            return request.reply(link.framing().answer(frame).pdu());
        } catch (MalformedReply e) {
            throw new Unanswered(Cause.MALFORMED, address + ": " + e.getMessage(), e);
        }
    }

    private Reply send(Request request) throws Unanswered, InterruptedException {
        long rest = link.pause().toNanos() - (System.nanoTime() - lastNanos);
        if (rest > 0) {
            TimeUnit.NANOSECONDS.sleep(rest);
        }
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        exchange.getIn().setBody(request);
        if (!codec.hasAnswered() || !codec.isOpen()) {
            exchange.getIn()
                    .setHeader(
                            NettyConstants.NETTY_REQUEST_TIMEOUT,
                            link.requestTimeout().plus(codec.pauseAfterConnect).toMillis());
        }
        try {
            producer.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            throw unanswered(exchange.getException());
        }
        if (exchange.getMessage().getBody() instanceof Reply reply) {
            return reply;
        }
        throw new Unanswered(Cause.CLOSED, address + " closed the connection", null);
    }

    private Unanswered unanswered(Exception e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof ReadTimeoutException) {
                return silent(e);
            }
            if (t instanceof DecoderException) {
                return new Unanswered(Cause.MALFORMED, address + ": " + t.getMessage(), e);
            }
        }
        Fault known = NetworkFaults.of(e);
        if (NetworkFaults.isUnopened(e) || known.reason().equals(NetworkFaults.UNKNOWN_HOST)) {
            return new Unanswered(
                    Cause.CONNECT,
                    address + " cannot be connected to (" + known.sentence() + "); is Modbus TCP switched on there?",
                    e);
        }
        return new Unanswered(Cause.CLOSED, address + " closed the connection; does it serve another client?", e);
    }

    private Unanswered silent(Exception e) {
        if (!codec.foreign().isEmpty()) {
            return new Unanswered(Cause.WRONG_ID, address + " answered with " + codec.foreign(), e);
        }
        boolean fresh = !codec.hasAnswered();
        if (fresh && link.pauseAfterConnect().isZero()) {
            deaf = (deaf + 1) % DEAF.size();
            codec.pauseAfterConnect = DEAF.get(deaf);
            LOG.debug("{}: the first request of the next connection waits {}", address, codec.pauseAfterConnect);
        }
        return new Unanswered(
                Cause.TIMEOUT,
                address + " did not answer within " + link.requestTimeout().toMillis() + " ms; "
                        + (fresh
                                ? "is the unitId right, or does it need framing=rtu, pauseAfterConnect or a longer"
                                        + " requestTimeout?"
                                : "does it need a longer requestTimeout or pause?"),
                e);
    }

    /** A reading or writing is over. */
    void rest() {
        if (link.closeAfterRound() && turn.tryLock()) {
            try {
                codec.close();
            } finally {
                turn.unlock();
            }
        }
    }

    void stop() {
        producer.stop();
        endpoint.stop();
    }
}
