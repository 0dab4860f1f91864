package io.github.homeexporter.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The programs of Debian's package prometheus. */
public final class Promtool {
    /** How it ended and what it said. */
    public record Answer(int exit, String said) {}

    private Promtool() {}

    public static void demand(String program) {
        demand(program, "prometheus");
    }

    /** Skips the test when the program is missing; fails it in CI. */
    static void demand(String program, String debian) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        boolean there = Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(program + " is missing; CI installs Debian's package " + debian);
        }
        assumeTrue(there, program + " is missing; it is in Debian's package " + debian);
    }

    public static Answer run(List<String> arguments) throws IOException, InterruptedException {
        demand("promtool");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(arguments);
        Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
        promtool.getOutputStream().close();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(promtool.waitFor(), said);
    }
}
