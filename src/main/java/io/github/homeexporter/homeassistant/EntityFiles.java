package io.github.homeexporter.homeassistant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What lies in the jar. */
final class EntityFiles {
    private EntityFiles() {}

    static EntityRules rules() {
        return EntityRules.parse(text("entities.csv"));
    }

    static Places places() {
        return new Places(text("devices.csv"));
    }

    static String version() {
        Properties build = new Properties();
        try (InputStream in = EntityFiles.class.getResourceAsStream("/build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version", "unknown");
    }

    private static String text(String name) {
        try (InputStream in = EntityFiles.class.getResourceAsStream("/homeassistant/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
