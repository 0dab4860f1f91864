package io.github.homeexporter.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What was built, from what, when. Written by the build; a part the build could not know is {@code unknown}. */
public record BuildInfo(String version, String commit, String branch, String date) {
    public static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("/build.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(
                known(properties, "version"),
                known(properties, "commit"),
                known(properties, "branch"),
                known(properties, "date"));
    }

    private static String known(Properties properties, String key) {
        String value = properties.getProperty(key, "");
        return value.isEmpty() || value.startsWith("${") ? "unknown" : value;
    }

    @Override
    public String toString() {
        return "home-exporter " + version + " (commit " + commit + ", built " + date + ", Java "
                + System.getProperty("java.version") + ")";
    }
}
