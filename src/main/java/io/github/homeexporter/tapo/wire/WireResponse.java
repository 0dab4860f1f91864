package io.github.homeexporter.tapo.wire;

import java.nio.charset.StandardCharsets;

/**
 * What a plug answered.
 *
 * @param status HTTP status, 200 for a frame
 * @param setCookie value of the header Set-Cookie, empty when there is none
 */
public record WireResponse(int status, String setCookie, byte[] body) {
    public WireResponse(byte[] body) {
        this(200, "", body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
