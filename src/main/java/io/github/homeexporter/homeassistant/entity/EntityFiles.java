package io.github.homeexporter.homeassistant.entity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What lies in the jar. */
public final class EntityFiles {
    private EntityFiles() {}

    public static EntityRules rules() {
        return EntityRules.parse(text("entities.csv"));
    }

    public static DeviceRules places() {
        return new DeviceRules(text("devices.csv"));
    }

    public static String version() {
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
