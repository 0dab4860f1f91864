package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.log.LastLines;
import io.github.homeexporter.mutate.MutateComponent;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.SecretMask;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.tape.Frames;
import io.github.homeexporter.tape.Tape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;

/**
 * {@code --report}: one file for a report of a fault. Sections, each begun by a line {@code == its name ==}; every secret of
 * the settings is masked wherever it stands.
 */
public final class Report {
    static final String SETTINGS = "settings";
    static final String RECORDING = "recording";
    static final String ROUTE = "recorded route";
    static final String FILE = "file ";
    private static final int LOG_LINES = 200;
    private static final long LONGEST_FILE = 1 << 20;
    private static final List<String> FOLDERS = List.of("routes", "rules", "registers");

    /** Of Proxmox, whose form is looked at when a report is replayed. */
    private static final String MASKED_TOKEN = "xxxxxx@xxxxxx!xxxxxx=xxxxxx";

    private final Settings settings;
    private final Path directory;
    private final SecretMask mask;
    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    private Report(Settings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
        this.mask = SecretMask.of(settings);
    }

    /**
     * Reads every device once, or records one of them for a while, and writes the file.
     *
     * @param device the id of the route whose conversation is wanted; null for none
     * @return 0, or 1 when there is no such device, the file is there already or cannot be written
     */
    public static int run(
            Settings settings, Path directory, Path to, String device, String lasting, PrintStream out, PrintStream err)
            throws Exception {
        Duration time;
        try {
            time = Durations.parse(lasting);
        } catch (IllegalArgumentException e) {
            err.println("--for " + lasting + "; allowed: 30s, 5m or bare seconds");
            return 1;
        }
        if (Files.exists(to)) {
            err.println("--report " + to + ": is there already; name a new file");
            return 1;
        }
        Path folder = to.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            err.println("--report " + to + " cannot be written: "
                    + (Files.isDirectory(folder) ? "no right to its folder" : "its folder is not there"));
            return 1;
        }
        Report report = new Report(settings, directory);
        if (!report.gather(device, time, err)) {
            return 1;
        }
        try {
            Files.write(to, report.lines());
        } catch (IOException e) {
            err.println("--report " + to + " cannot be written: " + OwnerFile.why(e));
            return 1;
        }
        out.println("written: " + to
                + "; read it before you send it: secrets are masked, names of rooms and devices are not");
        return 0;
    }

    private boolean gather(String device, Duration time, PrintStream err) throws Exception {
        sections.put(
                "version",
                List.of(
                        BuildInfo.read().toString(),
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch")));
        sections.put(SETTINGS, shownSettings());
        sections.put("check", check());
        LastLines log = LastLines.keep(settings, LOG_LINES);
        Tape tape = Tape.empty();
        if (device != null) {
            Frames.insert(tape);
        }
        Main main = device == null
                ? Startup.start(settings, directory, starting -> {})
                : Startup.only(settings, directory, device);
        try {
            CamelContext context = main.getCamelContext();
            if (device != null && context.getRoute(device) == null) {
                err.println("--record " + device + ": no route of that id runs; --check names those that do");
                return false;
            }
            Once.settle(context);
            if (device != null) {
                err.println("recording " + device + " for " + Durations.words(time));
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            }
            SampleStore store = SamplesComponent.store(context);
            sections.put("devices", store.devices().stream().map(Report::line).toList());
            sections.put(
                    "routes",
                    context.getRoutes().stream().map(Route::getId).sorted().toList());
            List<String> findings = new ArrayList<>();
            store.self().faults().forEach((file, sentences) -> findings.addAll(sentences));
            sections.put("findings", findings);
            sections.put(
                    "texts that no rule took",
                    context.getComponent("mutate", MutateComponent.class).unmatched().stream()
                            .map(text -> text.device() + ": " + text.section() + ", " + text.name() + ": \""
                                    + text.text() + "\": " + text.why())
                            .toList());
        } finally {
            main.stop();
            Frames.insert(null);
        }
        sections.put("log", logFile().isEmpty() ? log.lines() : logFile());
        for (String folder : FOLDERS) {
            ownFiles(folder);
        }
        if (device != null) {
            sections.put(ROUTE, List.of(device));
            sections.put(RECORDING, tape.lines());
        }
        return true;
    }

    /** Those that somebody set, each behind a comment with its place, as a properties file would have it. */
    private List<String> shownSettings() {
        List<String> lines = new ArrayList<>();
        for (Setting setting : settings.all()) {
            if (settings.isChanged(setting.key()) && setting.source() != Setting.Source.DEFAULT) {
                lines.add("# " + setting.origin());
                lines.add(setting.key() + "="
                        + (SecretMask.isSecret(setting.key())
                                ? (setting.value().matches("[^@]+@[^!]+![^=]+=.+") ? MASKED_TOKEN : "xxxxxx")
                                : setting.value().replace("\\", "\\\\").replace("\n", "\\n")));
            }
        }
        return lines;
    }

    private List<String> check() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Check.run(settings, directory, Map.of(), false, new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String line(DeviceStatus device) {
        return device.name() + " (" + device.kind() + "): "
                + device.state().name().toLowerCase(java.util.Locale.ROOT)
                + ", " + device.series() + " series"
                + (device.lastError().isEmpty() ? "" : ", last fault: " + device.lastError());
    }

    /** What the running program wrote says more than this short run does. */
    private List<String> logFile() {
        String name = settings.get("log.file").strip();
        if (name.isEmpty()) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(directory.resolve(name), StandardCharsets.UTF_8)) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - LOG_LINES), all.size());
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private void ownFiles(String folder) {
        Path path = directory.resolve(folder);
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> ownFile(folder + "/" + file.getFileName(), file));
        } catch (IOException e) {
            leaveOut(folder + "/", OwnerFile.why(e));
        }
    }

    private void ownFile(String name, Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                leaveOut(name, "it is larger than 1 MiB");
                return;
            }
            // what is not UTF-8 comes out otherwise, and shows where
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            sections.put(FILE + name, text.lines().toList());
        } catch (IOException e) {
            leaveOut(name, OwnerFile.why(e));
        }
    }

    private void leaveOut(String name, String why) {
        sections.computeIfAbsent("left out", section -> new ArrayList<>()).add(name + ": " + why);
    }

    /** A line that looks like the head of a section is none. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        sections.forEach((name, content) -> {
            lines.add("== " + name + " ==");
            content.stream()
                    .map(mask::apply)
                    .map(name.startsWith(FILE) ? SecretMask::withoutOptions : SecretMask::withoutLogins)
                    .forEach(text -> text.lines().forEach(one -> lines.add("| " + one)));
        });
        return lines;
    }
}
