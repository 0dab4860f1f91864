package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.collector.EvidenceFiles;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.command.ProcessRunner;
import io.github.homeexporter.host.environment.Detection;
import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.environment.Environment.EnvironmentType;
import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.host.proxmox.ClusterReading.PveLine;
import io.github.homeexporter.host.proxmox.ProxmoxApi.PveToken;
import io.github.homeexporter.host.proxmox.ProxmoxOptions.PveTls;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.tls.PinFile;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.net.tls.PinnedTrust.TlsTrust;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Chooses the way once, then reads by it and tells the device how it went. */
final class ProxmoxReader {
    private final ProxmoxOptions options;
    private final ProxmoxSamples samples;
    private final Environment environment;
    private final ProxmoxApi api;
    private final CommandReading commands;
    private final RareReading rare = new RareReading();
    private long notBefore = System.nanoTime();
    private boolean reached;

    /** @param complete whether it holds all there is */
    record Reading(Samples samples, boolean complete) {}

    private record Found(PveCluster cluster, RareReading.Answers rare, List<Fault> faults) {}

    /**
     * @param variables the process's environment
     * @param pipes for what commands write
     */
    ProxmoxReader(ProxmoxOptions options, Map<String, String> variables, ExecutorService pipes) {
        this.options = options;
        HostFiles files = new HostFiles(options.getProcfs(), options.getSysfs(), options.getRootfs());
        environment = options.environment().over(Detection.detect(EvidenceFiles.gather(files, variables)));
        api = options.token().map(this::api).orElse(null);
        commands = api != null
                ? null
                : new CommandReading(
                        new ProcessRunner(Map.of(), pipes, System::nanoTime),
                        System::nanoTime,
                        EvidenceFiles.hostName(files, "localhost"),
                        options.timeout());
        String source =
                api == null ? "command/pvesh" : "api/" + options.address().at();
        String label = options.getName().equals(ProxmoxEndpoint.KIND) ? "" : options.getName();
        samples = new ProxmoxSamples(options.getNaming(), label, options.instance(), source);
    }

    Reading read(Device device) throws InterruptedException {
        if (notBefore - System.nanoTime() > 0) {
            return new Reading(samples.ofSilence(), false);
        }
        try {
            Found found = ask();
            Samples all = samples.of(found.cluster, found.rare);
            if (!reached) {
                device.connected();
                reached = true;
            }
            device.lacks(found.faults.stream()
                    .map(fault -> new Lack(fault.reason(), fault.sentence()))
                    .toList());
            for (int n = samples.takeAnomalies(); n > 0; n--) {
                device.error("counter_fell");
            }
            device.up();
            return new Reading(all, true);
        } catch (FaultException e) {
            Fault fault = e.fault();
            reached = false;
            notBefore = System.nanoTime() + fault.retryAfter().toNanos();
            device.down(fault.reason(), fault.sentence());
            return new Reading(samples.ofSilence(), false);
        }
    }

    private Found ask() throws FaultException, InterruptedException {
        if (needsProxmoxHost() && environment.type() != EnvironmentType.PROXMOX_HOST) {
            throw new FaultException(new Fault(
                    "no_proxmox_host",
                    "this is no Proxmox host but " + environment.type().label() + " (" + environment.rule() + "): "
                            + (api == null ? "its commands are not here" : "set host.proxmox-url to one's address")));
        }
        if (api == null) {
            PveCluster cluster = commands.read();
            return new Found(cluster, RareReading.Answers.NONE, commands.faults());
        }
        ClusterReading reading = new ClusterReading();
        PveLine line = api.within(options.timeout());
        PveCluster cluster = reading.read(line);
        List<Fault> faults = new ArrayList<>(reading.faults());
        if (faults.stream().anyMatch(fault -> fault.reason().equals(ClusterReading.TIMEOUT))) {
            return new Found(cluster, rare.last(), faults); // nothing is left of the deadline
        }
        RareReading.Answers answers = rare.read(line, cluster, System.nanoTime());
        faults.addAll(rare.faults());
        return new Found(cluster, answers, faults);
    }

    private boolean needsProxmoxHost() {
        return api == null || options.address().local();
    }

    private ProxmoxApi api(PveToken token) {
        boolean own = options.tlsCa() != null;
        Path ca = own ? options.tlsCa() : Files.isReadable(options.nodeCa()) ? options.nodeCa() : null;
        PinnedTrust.Rules rules = new PinnedTrust.Rules(
                options.getTls() == PveTls.INSECURE ? TlsTrust.INSECURE : TlsTrust.VERIFY,
                options.tlsPin(),
                "host.proxmox-tls-ca",
                ca,
                !own,
                "",
                names -> Optional.empty(),
                new PinFile(null),
                "set host.proxmox-tls-ca, or host.proxmox-tls-pin to");
        PinnedTrust trust = new PinnedTrust(rules, options.address().at());
        return new ProxmoxApi(options.address(), token, trust, options.timeout());
    }
}
