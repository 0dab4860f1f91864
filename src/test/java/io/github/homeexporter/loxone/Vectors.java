package io.github.homeexporter.loxone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What lies in {@code src/test/resources/loxone}. */
final class Vectors {
    private Vectors() {}

    static JsonNode read() {
        try {
            return new ObjectMapper().readTree(text("vectors.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/loxone/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
