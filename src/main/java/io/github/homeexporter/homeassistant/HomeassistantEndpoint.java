package io.github.homeexporter.homeassistant;

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

    /** Port of the broker. Empty for 1883, with TLS 8883. */
    @UriParam
    private String port = "";

    /** Version of MQTT: auto for 5 and then 3.1.1, or 5, or 3.1.1. */
    @UriParam(defaultValue = "auto")
    private String version = "auto";

    /** Name of this client at the broker; another one of that name is thrown out. Empty for a new one at each start. */
    @UriParam
    private String clientId = "";

    /** User the broker knows. Empty for none. */
    @UriParam(label = "security")
    private String username = "";

    /** The user's password. */
    @UriParam(label = "security", secret = true)
    private String password = "";

    /** File with the password, instead of password. */
    @UriParam
    private String passwordFile = "";

    /** How often the broker is asked for a sign of life when nothing else is sent, 1s to 1h. */
    @UriParam(defaultValue = "15s")
    private String keepAlive = "15s";

    @UriParam
    private MqttTls tlsOptions = new MqttTls();

    @UriParam
    private PublishOptions publishOptions = new PublishOptions();

    public HomeassistantEndpoint(String uri, HomeassistantComponent component, String host) {
        super(uri, component);
        this.host = host;
    }

    @Override
    public Producer createProducer() {
        return new HomeassistantProducer(this, MqttOptions.of(this));
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

    public String getPort() {
        return port;
    }

    public void setPort(String port) {
        this.port = port;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getPasswordFile() {
        return passwordFile;
    }

    public void setPasswordFile(String passwordFile) {
        this.passwordFile = passwordFile;
    }

    public String getKeepAlive() {
        return keepAlive;
    }

    public void setKeepAlive(String keepAlive) {
        this.keepAlive = keepAlive;
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
}
