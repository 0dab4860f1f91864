package io.github.homeexporter.homeassistant;

import io.github.homeexporter.poll.Bounds;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

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
    private MqttTls tlsOptions = new MqttTls();

    @UriParam
    private PublishOptions publishOptions = new PublishOptions();

    @UriParam
    private MqttOptions options = new MqttOptions();

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
        String here = anywhere ? LocalAddress.towards(host, options.port()) : address;
        boolean tls = !property("http.tls-certificate").isEmpty()
                || !property("http.tls-keystore").isEmpty();
        boolean outside = !here.isEmpty() && !here.startsWith("127.") && !here.equals("localhost");
        return port.isEmpty() || !outside ? "" : (tls ? "https" : "http") + "://" + here + ":" + port + "/";
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
            TlsFiles.read(tlsOptions);
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

    public void setTlsOptions(MqttTls tlsOptions) {
        this.tlsOptions = tlsOptions;
    }

    public PublishOptions getPublishOptions() {
        return publishOptions;
    }

    public void setPublishOptions(PublishOptions publishOptions) {
        this.publishOptions = publishOptions;
    }

    public MqttOptions getOptions() {
        return options;
    }

    public void setOptions(MqttOptions options) {
        this.options = options;
    }
}
