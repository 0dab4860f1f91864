package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import io.github.homeexporter.net.tls.Pem;
import io.github.homeexporter.poll.Bounds;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How the connection to the broker is secured. */
@UriParams
public class MqttTls {
    private static final long HANDSHAKE_SECONDS = 10;

    /** Whether to speak TLS. */
    @UriParam(label = "security", defaultValue = "false")
    private boolean tls = false;

    /** PEM file with the authority that signed the broker's certificate. Empty for those the system believes. */
    @UriParam(label = "security")
    private String tlsCa = "";

    /** PEM file with this client's certificate, for brokers that ask for one. */
    @UriParam(label = "security")
    private String tlsCertificate = "";

    /** PEM file with the key of tlsCertificate, not encrypted. */
    @UriParam(label = "security")
    private String tlsKey = "";

    /** Whether to believe any certificate with any name. */
    @UriParam(label = "security", defaultValue = "false")
    private boolean tlsInsecure = false;

    void judge(Bounds bounds) {
        bounds.file("tlsCa", tlsCa);
        bounds.file("tlsCertificate", tlsCertificate);
        bounds.file("tlsKey", tlsKey);
        bounds.together("tlsCertificate", tlsCertificate, "tlsKey", tlsKey);
    }

    /**
     * The client's TLS, from PEM files: an own CA, a certificate of the client, or no check at all; null for plain TCP.
     *
     * @throws IllegalArgumentException naming the setting and the file that cannot be used
     */
    MqttClientSslConfig read() {
        if (!tls) {
            return null;
        }
        MqttClientSslConfigBuilder secured =
                MqttClientSslConfig.builder().handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        if (tlsInsecure) {
            secured = secured.trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
                    .hostnameVerifier((host, session) -> true);
        } else if (!tlsCa.isEmpty()) {
            secured = secured.trustManagerFactory(Pem.trust("mqtt.tls-ca", Path.of(tlsCa)));
        }
        if (!tlsCertificate.isEmpty()) {
            secured = secured.keyManagerFactory(
                    Pem.identity("mqtt.tls-certificate", Path.of(tlsCertificate), "mqtt.tls-key", Path.of(tlsKey)));
        }
        return secured.build();
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
}
