package io.github.homeexporter.tapo.wire;

import io.github.homeexporter.formats.Json;
import java.io.IOException;
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

    Json json() throws TransportFault {
        return json(text());
    }

    /** @throws TransportFault when it is not a JSON object; the text is not quoted: it may hold an SSID or a place */
    public static Json json(String text) throws TransportFault {
        try {
            return Json.parse(text);
        } catch (IOException e) {
            throw TransportFault.broken("the plug's answer is " + e.getMessage(), e);
        }
    }
}
