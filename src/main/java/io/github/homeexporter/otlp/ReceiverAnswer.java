package io.github.homeexporter.otlp;

import java.util.Map;

/**
 * What a receiver answered.
 *
 * @param headers names in lower case; of a gRPC answer with its trailers
 * @param body at most what {@link #MOST_BYTES} allows
 */
record ReceiverAnswer(int status, Map<String, String> headers, byte[] body) {
    static final int MOST_BYTES = 64 * 1024;

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
