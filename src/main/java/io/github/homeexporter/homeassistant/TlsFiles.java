package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import io.github.homeexporter.net.tls.Pem;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The client's TLS, from PEM files: an own CA, a certificate of the client, or no check at all. */
final class TlsFiles {
    private static final long HANDSHAKE_SECONDS = 10;

    private TlsFiles() {}

    /**
     * Null for plain TCP.
     *
     * @throws IllegalArgumentException naming the setting and the file that cannot be used
     */
    static MqttClientSslConfig read(MqttTls options) {
        if (!options.isTls()) {
            return null;
        }
        MqttClientSslConfigBuilder tls =
                MqttClientSslConfig.builder().handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        if (options.isTlsInsecure()) {
            tls = tls.trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
                    .hostnameVerifier((host, session) -> true);
        } else if (!options.getTlsCa().isEmpty()) {
            tls = tls.trustManagerFactory(Pem.trust("mqtt.tls-ca", Path.of(options.getTlsCa())));
        }
        if (!options.getTlsCertificate().isEmpty()) {
            tls = tls.keyManagerFactory(Pem.identity(
                    "mqtt.tls-certificate",
                    Path.of(options.getTlsCertificate()),
                    "mqtt.tls-key",
                    Path.of(options.getTlsKey())));
        }
        return tls.build();
    }
}
