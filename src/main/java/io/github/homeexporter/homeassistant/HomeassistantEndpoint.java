package io.github.homeexporter.homeassistant;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.select.SelectComponent;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Publish all devices to an MQTT broker, announced to Home Assistant by discovery.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "homeassistant",
        title = "Home Assistant",
        syntax = "homeassistant:host",
        producerOnly = true,
        category = {Category.IOT, Category.MESSAGING})
public class HomeassistantEndpoint extends DefaultEndpoint {
    @UriPath(description = "Host name or address of the broker")
    @Metadata(required = true)
    private String host;

    @UriParam
    private final MqttTls tlsOptions = new MqttTls();

    @UriParam
    private final PublishOptions publishOptions = new PublishOptions();

    @UriParam
    private final MqttOptions options = new MqttOptions();

    public HomeassistantEndpoint(String uri, HomeassistantComponent component, String host) {
        super(uri, component);
        this.host = host;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        options.judge(bounds, host, tlsOptions, publishOptions);
        if (bounds.isKept()) {
            readable(bounds);
        }
        bounds.orThrow();
        options.page(this::page);
    }

    /** The page as seen from the broker's side of this host: what most houses call it. */
    private String page() {
        String said = options.publish().pageUrl();
        if (!said.equals("auto")) {
            return said;
        }
        String port = property("http.port");
        String address = property("http.address");
        boolean anywhere = address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
        String here = anywhere ? ownAddressTowards(host, options.port()) : address;
        boolean tls = !property("http.tls-certificate").isEmpty()
                || !property("http.tls-keystore").isEmpty();
        boolean outside = !here.isEmpty() && !here.startsWith("127.") && !here.equals("localhost");
        return port.isEmpty() || !outside ? "" : (tls ? "https" : "http") + "://" + here + ":" + port + "/";
    }

    /** Which of its addresses this host has towards another one; empty when that cannot be said. A datagram socket that is connected sends nothing. */
    private static String ownAddressTowards(String host, int port) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port));
            InetAddress own = socket.getLocalAddress();
            boolean plain = !own.isAnyLocalAddress() && own.getAddress().length == 4;
            return plain ? own.getHostAddress() : "";
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    private String property(String key) {
        return getCamelContext()
                .getPropertiesComponent()
                .resolveProperty(key)
                .orElse("")
                .strip();
    }

    /** No connection is made; what is wrong with the files is known before one is tried. */
    private void readable(Bounds bounds) {
        try {
            tlsOptions.read();
        } catch (IllegalArgumentException e) {
            String said = e.getMessage();
            String option = said.startsWith("mqtt.tls-key")
                    ? "tlsKey"
                    : said.startsWith("mqtt.tls-certificate") ? "tlsCertificate" : "tlsCa";
            bounds.fault(option, said.substring(said.indexOf('=')));
        }
    }

    @Override
    public Producer createProducer() {
        return new HomeassistantProducer(this, options);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("homeassistant: publishes; it receives nothing. Use it in to:");
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public MqttTls getTlsOptions() {
        return tlsOptions;
    }

    public PublishOptions getPublishOptions() {
        return publishOptions;
    }

    public MqttOptions getOptions() {
        return options;
    }

    /** Takes hints which series changed; never waits for the broker. */
    static class HomeassistantProducer extends DefaultProducer {
        private final BrokerLink worker;

        HomeassistantProducer(HomeassistantEndpoint endpoint, MqttOptions options) {
            super(endpoint);
            this.worker = new BrokerLink(
                    options,
                    SamplesComponent.store(endpoint.getCamelContext()),
                    SelectComponent.selects(endpoint.getCamelContext()),
                    options.tls().read());
        }

        @Override
        public void process(Exchange exchange) {
            if (!(exchange.getMessage().getBody() instanceof Changes changes)) {
                throw new IllegalArgumentException(
                        "homeassistant: takes what from: samples:changes gives; a batch goes to samples: first");
            }
            if (exchange.getFromEndpoint() instanceof SedaEndpoint queue) {
                worker.behind(queue::getCurrentQueueSize);
            }
            worker.changed(changes);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            worker.start();
            component().link(worker);
        }

        @Override
        protected void doStop() throws Exception {
            component().link(null);
            worker.stop();
            super.doStop();
        }

        private HomeassistantComponent component() {
            return (HomeassistantComponent) getEndpoint().getComponent();
        }
    }
}
