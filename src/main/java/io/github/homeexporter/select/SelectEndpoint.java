package io.github.homeexporter.select;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.select.SelectComponent.Selects;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * What somebody chooses at Home Assistant, and what is in force. In from: it gives the word that came, in to: it takes the word that is
 * in force.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "select",
        title = "Select",
        syntax = "select:key",
        remote = false,
        category = {Category.IOT})
public class SelectEndpoint extends DefaultEndpoint {
    @UriPath(description = "Its id, by which from: and to: belong together")
    @Metadata(required = true)
    private String key;

    /** The broker of homeassistant:, whose connection it uses. Only for from:. */
    @UriParam(label = "consumer")
    private String broker = "";

    /** Wishes come on TOPIC/set, what is in force stands on TOPIC/state, retained. */
    @UriParam(label = "consumer")
    private String topic = "";

    /** As people see it. */
    @UriParam(label = "consumer")
    private String name = "";

    /** What may be chosen, commas between; WORD=false is left out, WORD=true is in. */
    @UriParam(label = "consumer")
    private String options = "";

    /** Of Material Design Icons, as mdi:heat-pump. */
    @UriParam(label = "consumer")
    private String icon = "";

    /** Name of the device whose entity it is. */
    @UriParam(label = "consumer")
    private String device = "";

    public SelectEndpoint(String uri, SelectComponent component, String key) {
        super(uri, component);
        this.key = key;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        if (!key.matches("[a-z0-9_]+")) {
            bounds.refuse("key", key, "small letters, digits and _");
        }
        boolean consumes = !options.isEmpty();
        if (consumes && broker.isBlank()) {
            bounds.fault("broker", " is not set; set mqtt.host, the broker of Home Assistant");
        }
        if (consumes && !topic.matches("[^+#/\\p{Cntrl}][^+#\\p{Cntrl}]*(?<!/)")) {
            bounds.refuse("topic", topic, "a topic without + and #, and without / at its ends");
        }
        if (consumes && !options.matches("\\s*[\\w-]+(=(true|false))?\\s*(,\\s*[\\w-]+(=(true|false))?\\s*)*")) {
            bounds.refuse(
                    "options", options, "words with commas between, each with =true or =false behind it or nothing");
        }
        if (!icon.matches("(mdi:[a-z0-9-]+)?")) {
            bounds.refuse("icon", icon, "mdi:NAME, as mdi:heat-pump");
        }
        bounds.orThrow();
    }

    /** The words that may be chosen. */
    List<String> words() {
        return Arrays.stream(options.split(","))
                .map(option -> option.strip().split("=", 2))
                .filter(parts -> parts.length == 1 || Boolean.parseBoolean(parts[1].strip()))
                .map(parts -> parts[0])
                .toList();
    }

    Selects selects() {
        return SelectComponent.selects(getCamelContext());
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                String state = exchange.getMessage().getBody(String.class);
                selects().say(key, state == null ? "" : state);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new SelectConsumer(this, processor);
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getBroker() {
        return broker;
    }

    public void setBroker(String broker) {
        this.broker = broker;
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getOptions() {
        return options;
    }

    public void setOptions(String options) {
        this.options = options;
    }

    public String getIcon() {
        return icon;
    }

    public void setIcon(String icon) {
        this.icon = icon;
    }

    public String getDevice() {
        return device;
    }

    public void setDevice(String device) {
        this.device = device;
    }

    /** Offers a select entity and hands on what is chosen, one after the other, on a thread that is not the broker's. */
    private static class SelectConsumer extends DefaultConsumer {
        /** More at once is nobody's choice; the oldest goes, since the newest is what is wished. */
        private static final int MOST_WAITING = 16;

        private final SelectEndpoint endpoint;
        private ThreadPoolExecutor thread;

        SelectConsumer(SelectEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            ThreadPoolExecutor own = new ThreadPoolExecutor(
                    0,
                    1,
                    10,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    task -> new Thread(task, "select-" + endpoint.getKey()),
                    new ThreadPoolExecutor.DiscardOldestPolicy());
            thread = own;
            endpoint.selects()
                    .offer(new Selects.Select(
                            endpoint.getKey(),
                            endpoint.getTopic(),
                            endpoint.getName(),
                            endpoint.getIcon(),
                            endpoint.getDevice(),
                            endpoint.words(),
                            word -> own.execute(() -> chosen(word))));
        }

        private void chosen(String word) {
            Exchange exchange = createExchange(true);
            exchange.getMessage().setBody(word);
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("a choice was not taken", exchange, exchange.getException());
            }
            releaseExchange(exchange, false);
        }

        @Override
        protected void doStop() throws Exception {
            // a route that was only tried has offered nothing
            if (thread != null) {
                endpoint.selects().withdraw(endpoint.getKey());
                thread.shutdown();
                thread = null;
            }
            super.doStop();
        }
    }
}
