package io.github.homeexporter.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What was built, from what, when. Written by the build; a part the build could not know is {@code unknown}. */
public record BuildInfo(String version, String commit, String branch, String date) {
    public BuildInfo {
        version = filled(version);
        commit = filled(commit);
        branch = filled(branch);
        date = filled(date);
    }

    public static BuildInfo read() {
        // classes that no build packed have none
        try (InputStream in = BuildInfo.class.getResourceAsStream("/build.properties")) {
            return read(in == null ? InputStream.nullInputStream() : in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BuildInfo read(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        return new BuildInfo(
                properties.getProperty("version", ""),
                properties.getProperty("commit", ""),
                properties.getProperty("branch", ""),
                properties.getProperty("date", ""));
    }

    private static String filled(String value) {
        return value.isEmpty() || value.startsWith("${") ? "unknown" : value;
    }

    @Override
    public String toString() {
        return "home-exporter " + version + " (commit " + commit + ", built " + date + ", Java "
                + System.getProperty("java.version") + ")";
    }
}
