package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.HostChoiceOptions;
import io.github.homeexporter.host.collector.HostCommandOptions;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.collector.SystemCalls;
import io.github.homeexporter.host.command.ProcessRunner;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** One reading of whatever it is started in, as text; a test starts it in places a test cannot go to itself. */
final class HostProbe {
    private HostProbe() {}

    /** @param args collectors, the forced environment, and a file that is made when it is ready and waited for to go again; the first at least */
    public static void main(String[] args) throws Exception {
        if (args.length > 2) {
            Path signal = Files.createFile(Path.of(args[2]));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !Files.exists(signal));
        }
        HostOptions options = new HostOptions();
        options.setCollectors(args[0]);
        options.setEnvironment(args.length > 1 ? args[1] : "auto");
        options.judge(new Bounds(), new HostChoiceOptions(), new HostCommandOptions());
        ExecutorService workers = Executors.newCachedThreadPool();
        HostReader reader = new HostReader(
                new HostFiles(options),
                options,
                Map.of(),
                new SystemCalls(),
                new ProcessRunner(Map.of(), workers, System::nanoTime),
                System::nanoTime,
                Clock.systemUTC(),
                workers);
        Samples samples = reader.read();
        for (int i = 0; i < samples.size(); i++) {
            System.out.println("sample " + samples.value(i) + " " + samples.series(i));
        }
        System.out.flush();
        // a thread may wait in a file that hangs
        Runtime.getRuntime().halt(0);
    }
}
