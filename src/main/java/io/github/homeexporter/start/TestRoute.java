package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.tape.Frames;
import io.github.homeexporter.tape.RouteFrames;
import io.github.homeexporter.tape.Tape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.util.FileUtil;

/** {@code --test-route}: runs the routes of one file on a sample of what its device answers, and prints the series. */
public final class TestRoute {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Pattern FILE_NAME = Pattern.compile("[\\w./~-]+\\.[A-Za-z]{2,5}|[.~]{0,2}/[\\w./-]*");

    private TestRoute() {}

    /**
     * @param body the answer itself, or the name of a file that holds it
     * @return 0, or 1 when the file or a step has a fault, or no series comes of it
     */
    public static int run(Settings settings, Path file, String body, PrintStream out, PrintStream err)
            throws Exception {
        if (!Files.isRegularFile(file)) {
            err.println(file + (Files.isDirectory(file) ? ": it is a folder" : ": there is no such file"));
            return 1;
        }
        if (!file.toString().endsWith(".yaml")) {
            err.println(file + ": a file of routes ends in .camel.yaml; this one is not read for its name");
            return 1;
        }
        if (FILE_NAME.matcher(body).matches() && !Files.isRegularFile(Path.of(body))) {
            err.println("--body " + body + ": there is no such file, so this is taken for the answer itself");
        }
        Path folder = Files.createTempDirectory("home-exporter-test-route");
        Path copy = folder.resolve("routes").resolve(file.getFileName());
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            Frames.insert(Tape.always(sample(body)));
            return run(Startup.main(settings, folder, false), out, err);
        } catch (IOException e) {
            err.println(file + " or the sample cannot be read: " + OwnerFile.why(e));
            return 1;
        } finally {
            Frames.insert(null);
            FileUtil.removeDir(folder.toFile());
        }
    }

    private static String sample(String body) throws IOException {
        try {
            Path file = Path.of(body);
            return Files.isRegularFile(file) ? RouteFrames.text(Files.readAllBytes(file)) : body;
        } catch (InvalidPathException e) {
            return body;
        }
    }

    private static int run(Main main, PrintStream out, PrintStream err) throws Exception {
        main.start();
        try {
            CamelContext context = main.getCamelContext();
            SampleStore store = SamplesComponent.store(context);
            List<String> ids = context.getRoutes().stream()
                    .map(Route::getId)
                    .filter(id -> !id.equals("samples"))
                    .toList();
            if (ids.isEmpty()) {
                err.println("no route of the file runs: it has a fault, or its precondition is not true");
                return 1;
            }
            Once.await(LONGEST, () -> isSettled(store));
            // what is refused is told when the store is looked at
            store.sweep();
            List<String> faults = new ArrayList<>();
            store.self().faults().values().forEach(faults::addAll);
            int series = 0;
            for (DeviceStatus device : store.devices()) {
                for (StoredSample sample : store.samples(device.name())) {
                    out.println(sample.series() + " " + sample.value());
                    series++;
                }
                if (device.state() == DeviceState.DOWN) {
                    faults.add(device.name() + ": " + device.lastError());
                }
            }
            faults.forEach(err::println);
            if (series == 0) {
                err.println("no series comes of it");
            }
            return series > 0 && faults.isEmpty() ? 0 : 1;
        } finally {
            main.stop();
        }
    }

    private static boolean isSettled(SampleStore store) {
        List<DeviceStatus> devices = store.devices();
        return !devices.isEmpty()
                && devices.stream()
                        .allMatch(device -> device.lastSampleMillis() > 0 || device.state() == DeviceState.DOWN);
    }
}
