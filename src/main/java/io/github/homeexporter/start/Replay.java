package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.tape.Frames;
import io.github.homeexporter.tape.Tape;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.FileUtil;

/**
 * {@code --replay}: the program as it was when a {@link Report} was written, with its settings and files and with the
 * recording in the place of the device, in a folder of its own.
 */
public final class Replay {
    private static final String HEAD = "== (.*) ==";

    private Replay() {}

    /** The sections of a report by their names. */
    static Map<String, List<String>> sections(List<String> lines) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            if (line.matches(HEAD)) {
                current = new ArrayList<>();
                sections.put(line.replaceFirst(HEAD, "$1"), current);
            } else if (line.startsWith("|")) {
                current.add(line.substring(Math.min(2, line.length())));
            }
        }
        return sections;
    }

    /** @return as {@code --once}, or 1 when the file is no report with a recording */
    public static int run(Path report, PrintStream err) throws Exception {
        Map<String, List<String>> sections;
        try {
            sections = sections(Files.readAllLines(report));
        } catch (IOException e) {
            err.println("--replay " + report + " cannot be read: " + OwnerFile.why(e));
            return 1;
        }
        List<String> recording = sections.getOrDefault(Report.RECORDING, List.of());
        if (recording.isEmpty()) {
            err.println("--replay " + report + " holds no recording; make one by --report FILE --record DEVICE");
            return 1;
        }
        Path folder = Files.createTempDirectory("home-exporter-replay");
        try {
            lay(sections, folder);
            return start(folder);
        } finally {
            FileUtil.removeDir(folder.toFile());
        }
    }

    /** Puts settings, files and recording where the program looks for them. */
    static void lay(Map<String, List<String>> sections, Path folder) throws IOException {
        Files.write(folder.resolve("application.properties"), sections.getOrDefault(Report.SETTINGS, List.of()));
        Files.write(folder.resolve(Report.RECORDING), sections.get(Report.RECORDING));
        Files.write(folder.resolve(Report.ROUTE), sections.getOrDefault(Report.ROUTE, List.of()));
        for (Map.Entry<String, List<String>> section : sections.entrySet()) {
            if (section.getKey().startsWith(Report.FILE)) {
                Path file = folder.resolve(section.getKey().substring(Report.FILE.length()))
                        .normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException(section.getKey() + " leads out of the folder");
                }
                Files.createDirectories(file.getParent());
                Files.write(file, section.getValue());
            }
        }
    }

    /** In the folder that was laid. */
    static int play(Settings settings, Path folder, PrintStream out, PrintStream err) throws Exception {
        try {
            Frames.insert(Tape.of(Files.readAllLines(folder.resolve(Report.RECORDING))));
        } catch (IllegalArgumentException e) {
            err.println("the recording cannot be played: " + e.getMessage());
            return 1;
        }
        String route = Files.readString(folder.resolve(Report.ROUTE)).strip();
        return Once.run(Startup.only(settings, folder, route), out, err);
    }

    /** Another process, since rules and registers are looked for where a process runs; without this one's variables. */
    private static int start(Path folder) throws IOException, InterruptedException {
        String jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> Path.of(jar).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + Runtime.getRuntime().maxMemory(),
                        "-cp",
                        jars,
                        "io.github.homeexporter.HomeExporter",
                        "--play")
                .directory(folder.toFile())
                .inheritIO();
        process.environment().keySet().removeIf(name -> !name.matches("PATH|HOME|LANG|LC_.*|TZ|TMPDIR|SystemRoot"));
        return process.start().waitFor();
    }
}
