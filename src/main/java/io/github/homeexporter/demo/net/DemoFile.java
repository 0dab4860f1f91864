package io.github.homeexporter.demo.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the simulated devices are made of: the program's files under {@code /demo}. */
public final class DemoFile {
    private DemoFile() {}

    public static String text(String name) {
        try (InputStream in = DemoFile.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its demo/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program's demo/" + name + " cannot be read", e);
        }
    }

    /** The cells of every line that is no comment; the last one has all that is left of its line. */
    public static List<String[]> table(String name, int cells) {
        return text(name)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(";", cells))
                .toList();
    }
}
