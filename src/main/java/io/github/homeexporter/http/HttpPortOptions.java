package io.github.homeexporter.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the settings say of the port.
 *
 * @param certificate empty for plain HTTP
 * @param rateLimitRequests per client and window; 0 for no limit
 * @param maxBody largest body of a request, bytes
 * @param maxHeader largest sum of a request's headers, bytes
 * @param requestTimeout from the head of a request to the end of its answer, and from a connection to its first head
 * @param idleTimeout how long a connection may lie still between two requests
 * @param requestLog whether requests are logged
 */
public record HttpPortOptions(
        String address,
        int port,
        Optional<ServerCertificate> certificate,
        BasicCredentials basic,
        TrustedHosts trustedHosts,
        Networks trustedProxies,
        int rateLimitRequests,
        Duration rateLimitWindow,
        int maxBody,
        int maxHeader,
        int maxConnections,
        int maxRequests,
        Duration requestTimeout,
        Duration idleTimeout,
        boolean requestLog) {
    /** That page of the port as this machine asks for it. */
    public URI own(String path) {
        String bare = address.replaceAll("[\\[\\]]", "");
        boolean any = bare.equals("0.0.0.0") || bare.equals("::");
        String host = any ? "127.0.0.1" : bare.contains(":") ? "[" + bare + "]" : bare;
        return URI.create((certificate.isPresent() ? "https" : "http") + "://" + host + ":" + port + path);
    }
}
