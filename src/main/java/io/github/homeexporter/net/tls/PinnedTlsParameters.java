package io.github.homeexporter.net.tls;

import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.tls.PinnedTrust.TlsTrust;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * For a route of one's own that reads by HTTPS a device with a certificate of its own: a bean of this type is the option
 * {@code sslContextParameters} of {@code https:}. The name is judged here, so the route needs no verifier of names.
 */
public class PinnedTlsParameters extends SSLContextParameters {
    private static final int HTTPS = 443;

    private String address = "";
    private String setting = "the pin";
    private String pin = "";

    /** @throws IllegalArgumentException when the pin is no fingerprint, or the address none */
    @Override
    public SSLContext createSSLContext(CamelContext context) {
        PinnedTrust.Rules rules = new PinnedTrust.Rules(
                TlsTrust.VERIFY,
                PinnedTrust.pin(setting, pin),
                "",
                null,
                true,
                "",
                names -> Optional.empty(),
                new PinFile(null),
                "set " + setting + " to");
        return new PinnedTrust(rules, HostPort.parse("https:", address, HTTPS)).context();
    }

    /** Host of the device, with a port when it is another than 443. */
    public void setAddress(String address) {
        this.address = address;
    }

    /** The setting that has the pin, for sentences. */
    public void setSetting(String setting) {
        this.setting = setting;
    }

    /** SHA-256 fingerprint of the only certificate that is believed; empty for those of authorities. */
    public void setPin(String pin) {
        this.pin = pin;
    }
}
