package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.poll.Bounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How the broker is spoken to. */
@UriParams
public class MqttOptions {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final long MAX_SECRET = 64 * 1024;

    private final String newId = "home-exporter-" + UUID.randomUUID().toString().substring(0, 8);

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

    private Supplier<String> page = () -> "";
    private String host;
    private MqttTls security;
    private PublishOptions publishing;
    private int judgedPort;
    private Optional<Boolean> five;
    private String judgedPassword;
    private Duration judgedKeepAlive;

    void judge(Bounds bounds, String at, MqttTls tls, PublishOptions publish) {
        host = at;
        security = tls;
        publishing = publish;
        if (!at.matches("[A-Za-z0-9._:%\\[\\]-]+")) {
            bounds.refuse("host", at, "a host name or an address, without mqtt:// and without a port");
        }
        int standard = tls.isTls() ? TLS_PORT : PLAIN_PORT;
        judgedPort = port.isBlank() ? standard : bounds.number("port", port, 1, 65535);
        Map<String, Optional<Boolean>> versions = new LinkedHashMap<>();
        versions.put("auto", Optional.empty());
        versions.put("5", Optional.of(true));
        versions.put("3.1.1", Optional.of(false));
        five = bounds.word("version", version, versions);
        judgedPassword = password(bounds);
        judgedKeepAlive = bounds.duration("keepAlive", keepAlive, Duration.ofSeconds(1), Duration.ofHours(1));
        tls.judge(bounds);
        publish.judge(bounds);
    }

    /** What the broker publishes for us when we are gone without a word. */
    Message will() {
        return Message.availability(publish().topics().bridge(), false);
    }

    private String password(Bounds bounds) {
        Path file = bounds.file("passwordFile", passwordFile);
        if (file == null || !Files.isReadable(file)) {
            return password;
        }
        try {
            if (Files.size(file) > MAX_SECRET) {
                bounds.fault("passwordFile", ": is longer than 64 KiB; it holds the password only");
                return password;
            }
            String read = Files.readString(file, StandardCharsets.UTF_8)
                    .replaceFirst("^\uFEFF", "")
                    .replaceFirst("\\R+$", "");
            if (read.isEmpty()) {
                bounds.fault("passwordFile", ": the file is empty");
            }
            return read;
        } catch (IOException e) {
            bounds.fault("passwordFile", ": cannot be read: " + OwnerFile.why(e));
            return password;
        }
    }

    String host() {
        return host;
    }

    int port() {
        return judgedPort;
    }

    /** Null for MQTT 5 with 3.1.1 to fall back on. */
    Boolean mqtt5() {
        return five.orElse(null);
    }

    String clientId() {
        return clientId.isBlank() ? newId : clientId.strip();
    }

    String password() {
        return judgedPassword;
    }

    MqttTls tls() {
        return security;
    }

    int keepAliveSeconds() {
        return (int) judgedKeepAlive.toSeconds();
    }

    /** Where Home Assistant says that it has started. */
    String birthTopic() {
        return publishing.birthTopic();
    }

    /** Of the status page, empty for no link. */
    String page() {
        return page.get();
    }

    /** @param found where the page is, for who does not say it */
    void page(Supplier<String> found) {
        page = found;
    }

    PublishSettings publish() {
        return publishing.settings();
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
}
