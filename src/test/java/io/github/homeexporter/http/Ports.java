package io.github.homeexporter.http;

import io.github.homeexporter.http.Authorization.BasicCredentials;
import io.github.homeexporter.http.HttpPort.HttpPortOptions;
import java.time.Duration;
import java.util.Optional;

/** Options for tests: what ships, with a few things changed. */
final class Ports {
    String address = "127.0.0.1";
    int port = 1;
    Optional<ServerCertificate> certificate = Optional.empty();
    BasicCredentials basic = new BasicCredentials("", "");
    String token = "";
    String trustedHosts = "";
    String trustedProxies = "";
    int rateLimit = 100;
    int maxConnections = 128;
    int maxRequests = 64;
    Duration requestTimeout = Duration.ofSeconds(30);

    HttpPortOptions options() {
        return new HttpPortOptions(
                address,
                port,
                certificate,
                basic,
                TrustedHosts.parse(trustedHosts),
                Networks.parse(trustedProxies),
                rateLimit,
                Duration.ofSeconds(60),
                65_536,
                8_192,
                maxConnections,
                maxRequests,
                requestTimeout,
                Duration.ofSeconds(75),
                true);
    }
}
