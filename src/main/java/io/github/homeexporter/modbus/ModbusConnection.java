package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.protocol.Cycle.Transport;
import io.github.homeexporter.modbus.protocol.Cycle.Unanswered;
import io.github.homeexporter.modbus.protocol.Cycle.Unanswered.Cause;
import io.github.homeexporter.modbus.protocol.Mbap;
import io.github.homeexporter.modbus.protocol.Reply;
import io.github.homeexporter.modbus.protocol.Reply.MalformedReply;
import io.github.homeexporter.modbus.protocol.Request;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.tape.Frames;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Producer;
import org.apache.camel.component.netty.ChannelHandlerFactories;
import org.apache.camel.component.netty.NettyEndpoint;

/**
 * The one connection to an address: whoever asks waits for its turn, since many devices take a single connection and serve
 * one request at a time. Opened with the first request, and again with the one after it broke.
 */
final class ModbusConnection implements Transport {
    static final int DEFAULT_PORT = 502;

    /** Longest that somebody waits for the others before it. */
    private static final Duration TURN = Duration.ofSeconds(30);

    private final HostPort address;
    private final NettyEndpoint endpoint;
    private final Producer producer;
    private final MbapCodec.Factory codec;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final long pauseNanos;
    private final Duration requestTimeout;
    private long lastNanos = System.nanoTime();
    int users;

    ModbusConnection(CamelContext context, ModbusEndpoint options) throws Exception {
        address = options.address();
        codec = new MbapCodec.Factory(address.toString());
        pauseNanos = options.pause().toNanos();
        requestTimeout = options.requestTimeout();
        endpoint = context.getEndpoint(
                "netty:tcp://" + address + "?sync=true&allowDefaultCodec=false&lazyChannelCreation=true"
                        + "&producerPoolMaxTotal=1&producerPoolMaxIdle=1&producerPoolMinIdle=0&producerPoolMaxWait="
                        + TURN.toMillis() + "&connectTimeout="
                        + options.connectTimeout().toMillis()
                        + "&requestTimeout=" + requestTimeout.toMillis(),
                NettyEndpoint.class);
        endpoint.getConfiguration()
                .setDecodersAsList(List.of(
                        ChannelHandlerFactories.newLengthFieldBasedFrameDecoder(Mbap.MAX_FRAME, 4, 2, 0, 0), codec));
        producer = endpoint.createProducer();
        producer.start();
    }

    /** Connections made so far. */
    long connects() {
        return codec.connects.get();
    }

    /** Answers that came too late or out of nowhere. */
    long stale() {
        return codec.stale.get();
    }

    @Override
    public Reply ask(Request request) throws Unanswered, InterruptedException {
        if (!turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Unanswered(Cause.TIMEOUT, address + " is busy with earlier requests", null);
        }
        try {
            return once(request);
        } catch (Unanswered e) {
            // a peer that closes idle connections does so while we ask; asking and setting again are harmless
            if (e.kind() != Cause.CLOSED) {
                throw e;
            }
            return once(request);
        } finally {
            lastNanos = System.nanoTime();
            turn.unlock();
        }
    }

    private Reply once(Request request) throws Unanswered, InterruptedException {
        long begin = System.nanoTime();
        Reply reply = Frames.isReplay() ? replayed(request) : send(request);
        MbapCodec.FRAMES.exchanged(
                address.toString(), request, reply + " in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        return reply;
    }

    /** By the recording, in which the number of the transaction is another one. */
    private Reply replayed(Request request) throws Unanswered {
        try {
            byte[] frame = MbapCodec.FRAMES
                    .answer(address.toString(), Mbap.frame(0, request), Short.BYTES)
                    .orElseThrow(
                            () -> new Unanswered(Cause.TIMEOUT, "the recording has no answer to " + request, null));
            return request.reply(Arrays.copyOfRange(frame, Mbap.SIZE, frame.length));
        } catch (MalformedReply e) {
            throw new Unanswered(Cause.MALFORMED, address + ": " + e.getMessage(), e);
        }
    }

    private Reply send(Request request) throws Unanswered, InterruptedException {
        long rest = pauseNanos - (System.nanoTime() - lastNanos);
        if (rest > 0) {
            TimeUnit.NANOSECONDS.sleep(rest);
        }
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        exchange.getIn().setBody(request);
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
                return new Unanswered(
                        Cause.TIMEOUT, address + " did not answer within " + requestTimeout.toMillis() + " ms", e);
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
        return new Unanswered(Cause.CLOSED, address + " closed the connection", e);
    }

    void stop() {
        producer.stop();
        endpoint.stop();
    }
}
