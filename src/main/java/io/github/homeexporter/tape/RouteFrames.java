package io.github.homeexporter.tape;

import java.io.InputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.StreamCache;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.URISupport;

/**
 * The frames of devices that a route alone makes of Camel's own components, by HTTP or MQTT: what such a step brings, and
 * what such a consumer hears.
 */
public final class RouteFrames extends EventNotifierSupport {
    private static final Set<String> SCHEMES = Set.of(
            "http https vertx-http netty-http paho paho-mqtt5 vertx-websocket coap coaps kafka file exec".split(" "));

    private static final String TOPIC = "CamelMqttTopic";
    private static final String HEX = "hex:";

    private RouteFrames() {
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeCompletedEvent(true);
    }

    /** Before the routes: takes their frames while a tape is in, or puts it in the place of their devices. */
    public static void watch(CamelContext context) {
        if (Frames.isReplay()) {
            context.getCamelContextExtension()
                    .registerEndpointCallback(
                            (uri, endpoint) -> isForeign(endpoint) ? new Played(endpoint, context) : endpoint);
        } else {
            context.getManagementStrategy().addEventNotifier(new RouteFrames());
        }
    }

    private static boolean isForeign(Endpoint endpoint) {
        return SCHEMES.contains(scheme(endpoint));
    }

    /** One subscription hears many devices, which only the topic tells apart: it is the first line of what was heard. */
    private static boolean isMqtt(Endpoint endpoint) {
        return scheme(endpoint).startsWith("paho");
    }

    private static String topic(Message message) {
        return message.getHeader(TOPIC, "", String.class);
    }

    private static String scheme(Endpoint endpoint) {
        return endpoint.getEndpointUri().replaceFirst(":.*", "");
    }

    /** Without what follows the question mark: it may hold a key. */
    private static String peer(Endpoint endpoint) {
        return URISupport.sanitizeUri(endpoint.getEndpointUri().replaceFirst("[?].*$", ""))
                .replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        // nobody is told that something was sent who did not want to hear that it is being sent
        return event instanceof ExchangeSendingEvent
                || event instanceof ExchangeSentEvent
                || event instanceof ExchangeCreatedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSentEvent sent && isForeign(sent.getEndpoint())) {
            Frames frames = Frames.of(scheme(sent.getEndpoint()));
            if (sent.getExchange().getException() == null && frames.isWatched()) {
                frames.sent(peer(sent.getEndpoint()), "ask");
                frames.received(
                        peer(sent.getEndpoint()), text(sent.getExchange().getMessage()));
            }
        } else if (event instanceof ExchangeCreatedEvent created) {
            Endpoint from = created.getExchange().getFromEndpoint();
            if (from != null && isForeign(from)) {
                Frames frames = Frames.of(scheme(from));
                if (frames.isWatched()) {
                    Message message = created.getExchange().getMessage();
                    frames.received(peer(from), isMqtt(from) ? topic(message) + "\n" + text(message) : text(message));
                }
            }
        }
    }

    /** Readable again afterwards. */
    private static String text(Message message) {
        Object body = message.getBody();
        if (body instanceof InputStream && !(body instanceof StreamCache)) {
            message.setBody(message.getBody(byte[].class));
        }
        // one that says its charset is a text
        boolean spelt = ExchangeHelper.getCharsetName(message.getExchange(), false) != null;
        String text = message.getBody(String.class);
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        if (text != null && !spelt && text.indexOf('\ufffd') >= 0) {
            text = text(message.getBody(byte[].class));
            if (body instanceof StreamCache cache) {
                cache.reset();
            }
        }
        return text == null ? "" : text;
    }

    /** What was heard, as a tape has it: what is no text by its digits. */
    public static String text(byte[] heard) {
        String text = new String(heard, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), heard)
                ? text
                : HEX + HexFormat.of().formatHex(heard);
    }

    private static Object body(String text) {
        try {
            return text.startsWith(HEX) ? HexFormat.of().parseHex(text.substring(HEX.length())) : text;
        } catch (IllegalArgumentException textAllTheSame) {
            return text;
        }
    }

    /** Stands where an endpoint of Camel's would be. */
    private static final class Played extends DefaultEndpoint {
        private final Frames frames;
        private final String peer;
        private final boolean mqtt;

        Played(Endpoint of, CamelContext context) {
            super(of.getEndpointUri(), null);
            setCamelContext(context);
            this.frames = Frames.of(scheme(of));
            this.peer = peer(of);
            this.mqtt = isMqtt(of);
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    exchange.getMessage()
                            .setBody(frames.answer(peer, "ask")
                                    .map(RouteFrames::body)
                                    .orElseThrow(() -> new ConnectException("the recording has no answer of " + peer)));
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            Consumer consumer = new DefaultConsumer(this, processor) {
                @Override
                protected void doStart() throws Exception {
                    super.doStart();
                    getEndpoint()
                            .getCamelContext()
                            .getExecutorServiceManager()
                            .newSingleThreadExecutor(this, "replay")
                            .execute(() -> frames.replay(peer, this::said, bytes -> {}));
                }

                private void said(String text) {
                    Exchange exchange = createExchange(true);
                    int line = mqtt ? text.indexOf('\n') : -1;
                    if (line >= 0) {
                        exchange.getMessage().setHeader(TOPIC, text.substring(0, line));
                    }
                    exchange.getMessage().setBody(body(text.substring(line + 1)));
                    try {
                        getProcessor().process(exchange);
                    } catch (Exception e) {
                        getExceptionHandler().handleException(e);
                    }
                }
            };
            configureConsumer(consumer);
            return consumer;
        }

        @Override
        public boolean isLenientProperties() {
            return true;
        }
    }
}
