package io.github.homeexporter.host.proxmox;

import java.net.URI;
import java.util.Locale;

/**
 * Where the API is.
 *
 * @param base up to and without {@code /api2/json}
 * @param local whether it was said to be this machine, without an address
 */
record PveAddress(URI base, boolean local) {
    /** The word for this machine, when it is a Proxmox host. */
    static final String LOCAL = "local";

    private static final int PORT = 8006;
    private static final String API = "/api2/json";

    /** @throws IllegalArgumentException naming what is allowed */
    static PveAddress parse(String setting) {
        String text = setting.strip();
        if (text.isEmpty() || text.toLowerCase(Locale.ROOT).equals(LOCAL)) {
            return new PveAddress(URI.create("https://127.0.0.1:" + PORT), true);
        }
        try {
            URI uri = new URI(text.contains("://") ? text : "https://" + text);
            boolean plain = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || !plain) {
                throw wrong(text);
            }
            String path = uri.getPath().replaceFirst("/+$", "");
            path = path.endsWith(API) ? path.substring(0, path.length() - API.length()) : path;
            int port = uri.getPort() < 0 ? PORT : uri.getPort();
            return new PveAddress(new URI("https", null, uri.getHost(), port, path, null, null), false);
        } catch (java.net.URISyntaxException e) {
            throw wrong(text);
        }
    }

    /** Where a path of the API is. */
    URI of(String path) {
        return URI.create(base + API + path);
    }

    /** {@code host:port}. */
    String authority() {
        return base.getHost() + ":" + base.getPort();
    }

    @Override
    public String toString() {
        return base.toString();
    }

    /** Without the text when it may hold a password. */
    private static IllegalArgumentException wrong(String text) {
        String shown = text.contains("@") ? "" : " \"" + text + "\"";
        return new IllegalArgumentException(
                "url" + shown + ": allowed is https://host:8006, host, host:port, or local on a Proxmox host itself");
    }
}
