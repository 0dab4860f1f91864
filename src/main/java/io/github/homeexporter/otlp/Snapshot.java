package io.github.homeexporter.otlp;

import io.github.homeexporter.otlp.model.EndedSeries;
import io.github.homeexporter.otlp.model.Metric;
import io.github.homeexporter.otlp.model.RegistryMetrics;
import io.github.homeexporter.otlp.model.Translation;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SampleStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes snapshots of the store and the program's meters. */
final class Snapshot {
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private final OtlpOptions options;
    private final SampleStore store;
    private final Supplier<MeterRegistry> registry;
    private final Translation translation;
    private final Clock clock;
    private final EndedSeries ended = new EndedSeries();
    private String hostName;

    /** @param registry may give null */
    Snapshot(
            OtlpOptions options,
            SampleStore store,
            Supplier<MeterRegistry> registry,
            Translation translation,
            Clock clock) {
        this.options = options;
        this.store = store;
        this.registry = registry;
        this.translation = translation;
        this.clock = clock;
    }

    /** The receiver has all of the last requests. */
    void arrived() {
        ended.arrived();
    }

    /** The receiver has some of the last requests. */
    void arrivedInPart() {
        ended.arrivedInPart();
    }

    /**
     * Everything as it is now, and what has ended since it last arrived.
     *
     * @param mostBytes of a request, about
     */
    List<RequestEncoder.Request> requests(long mostBytes) {
        List<FamilyView> views = store.families();
        MeterRegistry meters = options.isProgramMeters() ? registry.get() : null;
        long now = clock.millis() * 1_000_000;
        List<Metric> metrics = translation.of(views, meters == null ? List.of() : RegistryMetrics.of(meters), now);
        Map<String, String> resource = ResourceOptions.resource(options.resource(), hostName(), system(), views);
        return RequestEncoder.encode(resource, ResourceOptions.PROGRAM_VERSION, ended.with(metrics), now, mostBytes);
    }

    private String hostName() {
        if (hostName == null) {
            hostName = kernelName();
        }
        return hostName;
    }

    private static String kernelName() {
        try {
            return Files.isReadable(KERNEL_NAME)
                    ? Files.readString(KERNEL_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "";
        }
    }

    private static Map<String, String> system() {
        return Stream.of("os.name", "os.version", "os.arch")
                .collect(Collectors.toMap(Function.identity(), name -> System.getProperty(name, "")));
    }
}
