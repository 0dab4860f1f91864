package io.github.homeexporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The {@code sh} blocks of a page, and a shell that runs them as a reader would. */
public final class CommandBlocks {
    /** As the tests' own: a machine that runs tests has more to do than to make each start quick in the end. */
    private static final String QUICK_TO_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    private CommandBlocks() {}

    /** In their order. */
    public static List<String> of(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** @param log takes what is printed */
    static Process start(String commands, Path directory, Path log, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JDK_JAVA_OPTIONS", QUICK_TO_START);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
