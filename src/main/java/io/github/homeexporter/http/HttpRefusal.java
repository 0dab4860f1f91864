package io.github.homeexporter.http;

import java.util.Map;

/**
 * Why a request is not answered.
 *
 * @param status 400 to 503
 * @param reason a word for the label {@code reason}
 * @param detail for the person who asks
 * @param headers to be sent along
 */
record HttpRefusal(int status, String reason, String detail, Map<String, String> headers) {
    HttpRefusal(int status, String reason, String detail) {
        this(status, reason, detail, Map.of());
    }
}
