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

    /** Whether to speak TLS. */
    @UriParam(defaultValue = "false")
    private boolean tls = false;

    /** PEM file with the authority that signed the broker's certificate. Empty for those the system believes. */
    @UriParam
    private String tlsCa = "";

    /** PEM file with this client's certificate, for brokers that ask for one. */
    @UriParam
    private String tlsCertificate = "";

    /** PEM file with the key of tlsCertificate, PKCS #8 and not encrypted. */
    @UriParam
    private String tlsKey = "";

    /** Whether to believe any certificate with any name. */
    @UriParam(defaultValue = "false")
    private boolean tlsInsecure = false;

    /** How often the broker is asked for a sign of life when nothing else is sent, 1s to 1h. */
    @UriParam(defaultValue = "15s")
    private String keepAlive = "15s";

    /** Where states and availability are published. */
    @UriParam(defaultValue = "home-exporter")
    private String topicPrefix = "home-exporter";

    /** Where Home Assistant looks for discovery messages. */
    @UriParam(defaultValue = "homeassistant")
    private String discoveryPrefix = "homeassistant";

    /** Topic on which Home Assistant says that it has started. Empty for status under discoveryPrefix. */
    @UriParam
    private String birthTopic = "";

    /** Begins every id at Home Assistant: two programs on one broker need two. */
    @UriParam(defaultValue = "he")
    private String idPrefix = "he";

    /** Least time between two states of one entity, 0 to 1h. */
    @UriParam(defaultValue = "1s")
    private String minInterval = "1s";

    /** Every state is sent again after this long, changed or not; 1s to 1d. */
    @UriParam(defaultValue = "5m")
    private String heartbeat = "5m";

    /** How long something must be gone, while its device answers, until Home Assistant is told to forget it; 1s to 365d. */
    @UriParam(defaultValue = "1h")
    private String removeAfter = "1h";

    /** Quality of service of states, 0 or 1. Discovery and availability have 1. */
    @UriParam(defaultValue = "0")
    private String qos = "0";

    /** Devices or kinds to publish, patterns with * and ?, separated by commas. Empty for all. */
    @UriParam
    private String includeDevices = "";

    /** Devices or kinds to leave out, as includeDevices. */
    @UriParam
    private String excludeDevices = "";

    /** Metrics that are published although they are left out by default, as node_load15 or node_network_*. */
    @UriParam
    private String include = "";

    /** Metrics that are not published, as include. */
    @UriParam
    private String exclude = "";

    /** Whether the topics of isg_exporter are published, too. */
    @UriParam(defaultValue = "false")
    private boolean isgLegacyTopics = false;

    /** Where they are. */
    @UriParam(defaultValue = "isg")
    private String isgTopicPrefix = "isg";

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

    public boolean isTls() {
        return tls;
    }

    public void setTls(boolean tls) {
        this.tls = tls;
    }

    public String getTlsCa() {
        return tlsCa;
    }

    public void setTlsCa(String tlsCa) {
        this.tlsCa = tlsCa;
    }

    public String getTlsCertificate() {
        return tlsCertificate;
    }

    public void setTlsCertificate(String tlsCertificate) {
        this.tlsCertificate = tlsCertificate;
    }

    public String getTlsKey() {
        return tlsKey;
    }

    public void setTlsKey(String tlsKey) {
        this.tlsKey = tlsKey;
    }

    public boolean isTlsInsecure() {
        return tlsInsecure;
    }

    public void setTlsInsecure(boolean tlsInsecure) {
        this.tlsInsecure = tlsInsecure;
    }

    public String getKeepAlive() {
        return keepAlive;
    }

    public void setKeepAlive(String keepAlive) {
        this.keepAlive = keepAlive;
    }

    public String getTopicPrefix() {
        return topicPrefix;
    }

    public void setTopicPrefix(String topicPrefix) {
        this.topicPrefix = topicPrefix;
    }

    public String getDiscoveryPrefix() {
        return discoveryPrefix;
    }

    public void setDiscoveryPrefix(String discoveryPrefix) {
        this.discoveryPrefix = discoveryPrefix;
    }

    public String getBirthTopic() {
        return birthTopic;
    }

    public void setBirthTopic(String birthTopic) {
        this.birthTopic = birthTopic;
    }

    public String getIdPrefix() {
        return idPrefix;
    }

    public void setIdPrefix(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    public String getMinInterval() {
        return minInterval;
    }

    public void setMinInterval(String minInterval) {
        this.minInterval = minInterval;
    }

    public String getHeartbeat() {
        return heartbeat;
    }

    public void setHeartbeat(String heartbeat) {
        this.heartbeat = heartbeat;
    }

    public String getRemoveAfter() {
        return removeAfter;
    }

    public void setRemoveAfter(String removeAfter) {
        this.removeAfter = removeAfter;
    }

    public String getQos() {
        return qos;
    }

    public void setQos(String qos) {
        this.qos = qos;
    }

    public String getIncludeDevices() {
        return includeDevices;
    }

    public void setIncludeDevices(String includeDevices) {
        this.includeDevices = includeDevices;
    }

    public String getExcludeDevices() {
        return excludeDevices;
    }

    public void setExcludeDevices(String excludeDevices) {
        this.excludeDevices = excludeDevices;
    }

    public String getInclude() {
        return include;
    }

    public void setInclude(String include) {
        this.include = include;
    }

    public String getExclude() {
        return exclude;
    }

    public void setExclude(String exclude) {
        this.exclude = exclude;
    }

    public boolean isIsgLegacyTopics() {
        return isgLegacyTopics;
    }

    public void setIsgLegacyTopics(boolean isgLegacyTopics) {
        this.isgLegacyTopics = isgLegacyTopics;
    }

    public String getIsgTopicPrefix() {
        return isgTopicPrefix;
    }

    public void setIsgTopicPrefix(String isgTopicPrefix) {
        this.isgTopicPrefix = isgTopicPrefix;
    }
}
