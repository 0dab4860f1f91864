package io.github.homeexporter.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program started by a test, and what it printed. */
final class ChildProgram {
    private static final long LONG = 120;

    private ChildProgram() {}

    static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Command line of a Java program of the tests, with a heap that fits into a small container. */
    static List<String> java(Class<?> main, String... arguments) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(path),
                main.getName()));
        line.addAll(List.of(arguments));
        return line;
    }

    /** For a program that does not start in this directory. */
    private static String absolute(String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Standard output and error; its exit status must be 0. */
    static String run(Path directory, List<String> line) throws Exception {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LONG, TimeUnit.SECONDS)) {
                throw new AssertionError(line.get(0) + " did not end\n" + Files.readString(output));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new AssertionError(line.get(0) + ": exit " + process.exitValue() + "\n" + text);
        }
        return text;
    }

    /** What {@link HostProbe} printed, by series. */
    static Map<String, Double> samples(String text) {
        Map<String, Double> found = new HashMap<>();
        text.lines().filter(line -> line.startsWith("sample ")).forEach(line -> {
            String[] words = line.split(" ", 3);
            found.put(words[2], Double.parseDouble(words[1]));
        });
        return found;
    }
}
