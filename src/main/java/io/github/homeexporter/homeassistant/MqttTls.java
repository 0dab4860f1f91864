package io.github.homeexporter.homeassistant;

import io.github.homeexporter.poll.Bounds;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How the connection to the broker is secured. */
@UriParams
public class MqttTls {
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
