package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.host.proxmox.ClusterReading.PveLine;
import io.github.homeexporter.host.proxmox.ProxmoxSamples.PveSamples;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What changes rarely and takes a question for each node or guest: backups, replication, subscriptions, start at boot, the
 * quorum device. Asked every ten minutes, after all else; in between the last answers hold.
 */
final class RareReading {
    private static final long BETWEEN = Duration.ofMinutes(10).toNanos();
    private static final List<String> SUBSCRIPTIONS =
            List.of("new", "notfound", "active", "invalid", "expired", "suspended");
    private static final Map<String, String> REPLICATION = Map.of(
            "duration", "pve_replication_duration_seconds",
            "last_sync", "pve_replication_last_sync_timestamp_seconds",
            "last_try", "pve_replication_last_try_timestamp_seconds",
            "next_sync", "pve_replication_next_sync_timestamp_seconds",
            "fail_count", "pve_replication_failed_syncs");

    private final List<Fault> faults = new ArrayList<>();
    private Answers last = Answers.NONE;
    private long askedAt;

    /**
     * @param notBackedUp guests of no backup job, null when that is not known
     * @param replications jobs, each with its own status
     * @param subscriptions by node
     * @param onBoot by guest: 1 when it starts with its node
     * @param qdevice empty when there is none
     */
    record Answers(
            List<PveEntry> notBackedUp,
            List<PveEntry> replications,
            Map<String, PveEntry> subscriptions,
            Map<PveEntry, Boolean> onBoot,
            PveEntry qdevice) {
        static final Answers NONE = new Answers(null, List.of(), Map.of(), Map.of(), PveEntry.EMPTY);
    }

    Answers last() {
        return last;
    }

    /** What went wrong the last time it was asked. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** @param nanos monotonic nanoseconds */
    Answers read(PveLine line, PveCluster cluster, long nanos) throws InterruptedException {
        if (askedAt != 0 && nanos - askedAt < BETWEEN) {
            return last;
        }
        askedAt = nanos;
        faults.clear();
        List<PveEntry> notBackedUp = ask(line, "/cluster/backup-info/not-backed-up", "vmid");
        List<PveEntry> replications = new ArrayList<>();
        Map<String, PveEntry> subscriptions = new HashMap<>();
        for (String node : cluster.nodes().keySet()) {
            of(ask(line, "/nodes/" + node + "/subscription", "status"))
                    .forEach(entry -> subscriptions.put(node, entry));
            // each node lists the jobs that start there, with how they went
            of(ask(line, "/nodes/" + node + "/replication", "id")).stream()
                    .filter(job ->
                            job.text("source").isEmpty() || job.text("source").equals(node))
                    .forEach(replications::add);
        }
        PveEntry qdevice = PveEntry.EMPTY;
        if (!cluster.name().isEmpty()) {
            qdevice = of(ask(line, "/cluster/config/qdevice", "")).stream()
                    .findFirst()
                    .orElse(PveEntry.EMPTY);
        }
        Map<PveEntry, Boolean> onBoot = new HashMap<>();
        for (PveEntry guest : cluster.resources()) {
            if (guest.isGuest() && !guest.is("template") && cluster.nodes().containsKey(guest.text("node"))) {
                List<PveEntry> config =
                        ask(line, "/nodes/" + guest.text("node") + "/" + guest.text("id") + "/config", "");
                of(config).forEach(entry -> onBoot.put(guest, entry.is("onboot")));
            }
        }
        last = new Answers(notBackedUp, replications, subscriptions, onBoot, qdevice);
        if (isOutOfTime()) {
            askedAt = 0; // the rest is asked for with the next reading
        }
        return last;
    }

    private static List<PveEntry> of(List<PveEntry> entries) {
        return entries == null ? List.of() : entries;
    }

    /**
     * Null when it cannot be answered; an older version does not know the question, and that is no fault.
     *
     * @param field that each entry has, empty for none
     */
    private List<PveEntry> ask(PveLine line, String path, String field) throws InterruptedException {
        if (isOutOfTime()) {
            return null; // nothing is left of the deadline
        }
        try {
            List<PveEntry> entries = line.get(path);
            if (field.isEmpty()
                    || entries.stream().noneMatch(entry -> entry.text(field).isEmpty())) {
                return entries;
            }
            faults.add(new Fault("malformed", path + ": the answer has an entry without " + field));
        } catch (FaultException e) {
            if (!e.fault().sentence().matches(".* HTTP (404|501)")) {
                faults.add(e.fault());
            }
        }
        return null;
    }

    private boolean isOutOfTime() {
        return faults.stream().anyMatch(fault -> fault.reason().equals(ClusterReading.TIMEOUT));
    }

    /** Under the names of prometheus-pve-exporter. */
    static void add(Answers rare, PveCluster cluster, PveSamples out) {
        String id = "cluster/" + (cluster.name().isEmpty() ? cluster.localNode() : cluster.name());
        if (rare.notBackedUp() != null) {
            out.add("pve_not_backed_up_total", rare.notBackedUp().size(), "id", id);
            for (PveEntry guest : rare.notBackedUp()) {
                out.add("pve_not_backed_up_info", 1, "id", guest.text("type") + "/" + guest.text("vmid"));
            }
        }
        rare.replications().forEach(job -> addReplication(job, out));
        rare.subscriptions().forEach((node, entry) -> addSubscription("node/" + node, entry, out));
        rare.onBoot().forEach((guest, starts) -> {
            if (guest.isGuest()) {
                out.add("pve_onboot_status", starts ? 1 : 0, guest.text("id"), guest, "node", "type");
            }
        });
        PveEntry device = rare.qdevice();
        if (!device.text("State").isEmpty()) {
            out.add("pve_qdevice_up", device.text("State").equals("Connected") ? 1 : 0, "id", id);
            out.add(
                    "pve_qdevice_info",
                    1,
                    Map.of(
                            "id", id,
                            "model", device.text("Model"),
                            "algorithm", device.text("Algorithm"),
                            "qnetd_host", device.text("QNetd host"),
                            "tie_breaker", device.text("Tie-breaker"),
                            "state", device.text("State")));
        }
    }

    private static void addReplication(PveEntry job, PveSamples out) {
        String id = job.text("id");
        out.add(
                "pve_replication_info",
                1,
                Map.of(
                        "id", id,
                        "type", job.text("type"),
                        "source", "node/" + job.text("source"),
                        "target", "node/" + job.text("target"),
                        "guest", job.text("vmtype") + "/" + job.text("guest")));
        REPLICATION.forEach((field, metric) -> out.add(metric, job.number(field), "id", id));
    }

    /** A node without a subscription says {@code notfound}. */
    private static void addSubscription(String id, PveEntry subscription, PveSamples out) {
        String level = subscription.text("level");
        String status = subscription.text("status");
        out.add("pve_subscription_info", 1, Map.of("id", id, "level", level.isEmpty() ? "unknown" : level));
        for (String each : SUBSCRIPTIONS) {
            out.add("pve_subscription_status", each.equals(status) ? 1 : 0, Map.of("id", id, "status", each));
        }
        String due = subscription.text("nextduedate");
        if (due.matches("\\d{4}-\\d{2}-\\d{2}")) {
            out.add("pve_subscription_next_due_timestamp_seconds", ProxmoxMetrics.midnight(due), "id", id);
        }
    }
}
