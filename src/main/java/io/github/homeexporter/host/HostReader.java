package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.Catalogue;
import io.github.homeexporter.host.collector.Collector;
import io.github.homeexporter.host.collector.Collector.CollectorContext;
import io.github.homeexporter.host.collector.EvidenceFiles;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.collector.Kernel;
import io.github.homeexporter.host.collector.StallGuard;
import io.github.homeexporter.host.collector.SystemCalls;
import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.environment.Detection;
import io.github.homeexporter.host.environment.Detection.Evidence;
import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.environment.Environment.EnvironmentType;
import io.github.homeexporter.host.environment.Environment.HostIdentity;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out once where it runs, and from then on takes readings. */
public final class HostReader {
    private static final Logger LOG = LoggerFactory.getLogger(HostReader.class);

    private static final List<Column> COLUMNS = Column.table("""
            OWN INFO home_exporter_host_info - Who the host is, what it runs in, and which rule told.
            OWN GAUGE home_exporter_host_lxcfs - 1 when lxcfs shows the container's memory; 0: /proc/meminfo is the host's. Containers only.
            """);

    private final HostRow info;
    private final HostRow lxcfs;
    private final HostCollection collection;
    private final Environment environment;
    private final HostIdentity identity;

    /** With a deadline: a file that hangs while it is found out where we are is left out. */
    static HostReader open(
            HostOptions options, Map<String, String> variables, CommandRunner commands, ExecutorService workers)
            throws IOException, InterruptedException {
        AtomicReference<HostFiles> files = new AtomicReference<>(new HostFiles(options));
        Callable<HostReader> opening = () -> new HostReader(
                files.get(),
                options,
                variables,
                new SystemCalls(),
                commands,
                System::nanoTime,
                Clock.system(ZoneId.systemDefault()),
                workers);
        Duration patience = HostCollection.patience(options.cycleDeadline());
        StallGuard.Outcome<HostReader> outcome = new StallGuard<HostReader>(workers)
                .run(Map.of(HostEndpoint.KIND, opening), options.cycleDeadline(), (key, stuck) -> {
                    String path = files.get().leave(stuck, patience);
                    files.updateAndGet(before -> path == null ? before : before.another());
                    return path == null ? null : opening;
                })
                .get(HostEndpoint.KIND);
        if (outcome.value() == null) {
            throw new IOException("the host's files cannot be read", outcome.failure());
        }
        return outcome.value();
    }

    HostReader(
            HostFiles files,
            HostOptions options,
            Map<String, String> variables,
            Kernel kernel,
            CommandRunner commands,
            LongSupplier nanos,
            Clock clock,
            ExecutorService workers) {
        Evidence evidence = EvidenceFiles.gather(files, variables);
        environment = options.environment().over(Detection.detect(evidence));
        identity = HostIdentity.of(
                environment,
                evidence,
                options.getHostName(),
                EvidenceFiles.hostName(files, ""),
                options.getContainerId(),
                options.getInstance());
        LongAdder anomalies = new LongAdder();
        Names names = new Names(options.getNaming(), otherHost(options), labels(identity), anomalies);
        CollectorContext context = new CollectorContext(
                files,
                environment,
                names,
                options,
                EvidenceFiles.ticksPerSecond(files),
                anomalies,
                nanos,
                clock,
                kernel,
                commands,
                workers);
        info = names.row(COLUMNS.subList(0, 1), infoLabels(context.cgroup().version()));
        lxcfs = names.row(COLUMNS.subList(1, 2));
        collection = new HostCollection(
                Catalogue.make(options.collectors(), context),
                names,
                anomalies,
                options.cycleDeadline(),
                files.hung(),
                workers);
        LOG.info(
                "{}: environment {} ({}), strategy {}",
                options.getName(),
                environment.type().label(),
                environment.rule(),
                environment.container() ? "container" : "host");
        if (environment.type() == EnvironmentType.LXC && !environment.lxcfs()) {
            LOG.warn(
                    "{}: this LXC container does not see lxcfs, so memory and CPU are the host's; see docs/host.md,"
                            + " \"Hardened units lose lxcfs\"",
                    options.getName());
        }
    }

    /** All samples of a cycle. */
    Samples read() throws InterruptedException {
        Samples samples = collection.collect();
        info.add(samples, 0, 1);
        if (environment.container()) {
            lxcfs.add(samples, 0, environment.lxcfs() ? 1 : 0);
        }
        return samples;
    }

    /** Whether at least one collector worked in the last cycle. */
    boolean isUp() {
        return collection.faults().size() < collection.size();
    }

    public Map<String, String> faults() {
        return collection.faults();
    }

    /** Environment and collectors with the keys that metrics-exporters' pages have. */
    Map<String, Object> describe(List<String> enabled) {
        Map<String, Collector> collectors = collection.collectors();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", describeEnvironment());
        String strategy = environment.container() ? "container" : "host";
        List<String> names = Catalogue.names();
        // nobody chose when the usual ones run
        boolean automatic = enabled.equals(Catalogue.select(""));
        Map<String, Object> byName = new LinkedHashMap<>();
        for (String name : names) {
            Collector collector = collectors.get(name);
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("enabled", enabled.contains(name));
            each.put("registered", enabled.contains(name));
            each.put("auto_detected", automatic);
            each.put("class", collector == null ? null : collector.getClass().getSimpleName());
            each.put("help", Catalogue.help(name));
            each.put("strategy", strategy);
            byName.put(name, each);
        }
        all.put("collectors", byName);
        return all;
    }

    /** The rules are tried in order and the first that fits decides: there is certainty, or there is none. */
    private Map<String, Object> describeEnvironment() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", environment.type().label());
        json.put("detection_confidence", environment.type() == EnvironmentType.UNKNOWN ? 0.0 : 1.0);
        json.put("detection_methods", List.of(environment.rule()));
        json.put("supports_hardware_access", !environment.container());
        return json;
    }

    public Environment environment() {
        return environment;
    }

    HostIdentity identity() {
        return identity;
    }

    /** {@code device} is taken by disks and interfaces, so a second host is told by {@code host}. */
    private static Map<String, String> otherHost(HostOptions options) {
        return options.getName().equals(HostEndpoint.KIND) ? Map.of() : Map.of("host", options.getName());
    }

    private Map<String, String> infoLabels(String cgroupVersion) {
        return Map.of(
                "host_name", identity.hostName(),
                "container_id", identity.containerId(),
                "environment", environment.type().label(),
                "strategy", environment.container() ? "container" : "host",
                "rule", environment.rule(),
                "virtualization", environment.virtualization(),
                "cgroup_version", cgroupVersion);
    }

    private static Map<String, String> labels(HostIdentity identity) {
        return Map.of(
                "host_name", identity.hostName(),
                "container_id", identity.containerId(),
                "instance", identity.instance());
    }
}
