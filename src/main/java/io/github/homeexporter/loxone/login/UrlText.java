package io.github.homeexporter.loxone.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as one component of a command path. */
public final class UrlText {
    private UrlText() {}

    public static String encode(String text) {
        // the encoder is made for forms, where a space is a plus
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
