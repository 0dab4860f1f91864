package io.github.homeexporter.comparison;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page is and how it is asked for. What it prints holds neither user nor password nor a query.
 *
 * @param uri without user and password
 * @param authorization value of that header; empty for none
 * @param ca PEM file of whom to believe; null for those of the JVM
 * @param insecure whether any certificate will do
 * @param pin fingerprint of the only certificate to believe; empty for none
 */
public record PageAddress(URI uri, String authorization, Path ca, boolean insecure, String pin) {
    /**
     * @param text as a person gives it: {@code [http://][user:password@]host[:port][/path]}; without a path, /metrics
     * @param option its name, for the sentence of what is wrong, which does not repeat the text
     * @throws IllegalArgumentException when it is none
     */
    public static PageAddress of(String option, String text, Optional<String> token, Path ca, boolean insecure) {
        URI given;
        try {
            given = new URI(text.contains("://") ? text.strip() : "http://" + text.strip());
        } catch (URISyntaxException e) {
            // its message repeats the text, and with it a password
            throw new IllegalArgumentException(wrong(option));
        }
        boolean isHttp = "http".equalsIgnoreCase(given.getScheme()) || "https".equalsIgnoreCase(given.getScheme());
        // what is not printed of a password may not become a part that is
        boolean isCut = given.getRawFragment() != null
                || given.getRawPath() != null && given.getRawPath().contains("@");
        if (!isHttp || given.getHost() == null || given.getPort() > 65535 || isCut) {
            throw new IllegalArgumentException(wrong(option));
        }
        String path = given.getRawPath().isEmpty() || given.getRawPath().equals("/") ? "/metrics" : given.getRawPath();
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        URI bare = URI.create(
                given.getScheme().toLowerCase(java.util.Locale.ROOT) + "://" + given.getHost() + port + path + query);
        String user = given.getUserInfo();
        String header = token.map(secret -> "Bearer " + secret).orElse(user == null ? "" : basic(user));
        return new PageAddress(bare, header, ca, insecure, "");
    }

    /** @param userAndPassword with a colon between them */
    public static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static String wrong(String option) {
        return option
                + ": no address of a page; allowed: http://host:port/metrics or https://…, with user:password@ before"
                + " the host where it asks for them (a character that an address cannot hold as %40)";
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
}
