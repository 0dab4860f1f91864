package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.sample.MetricFamily;
import java.util.List;
import java.util.Map;

/** Backups, replication, subscriptions, start at boot and the quorum device, under the names of prometheus-pve-exporter. */
final class RareSamples {
    private static final List<String> SUBSCRIPTIONS =
            List.of("new", "notfound", "active", "invalid", "expired", "suspended");
    private static final Map<String, MetricFamily> REPLICATION = Map.of(
            "duration", ProxmoxMetrics.REPLICATION_DURATION,
            "last_sync", ProxmoxMetrics.REPLICATION_LAST_SYNC,
            "last_try", ProxmoxMetrics.REPLICATION_LAST_TRY,
            "next_sync", ProxmoxMetrics.REPLICATION_NEXT_SYNC,
            "fail_count", ProxmoxMetrics.REPLICATION_FAILED);

    private RareSamples() {}

    static void add(RareReading.Answers rare, PveCluster cluster, PveSamples out) {
        String id = "cluster/" + (cluster.name().isEmpty() ? cluster.localNode() : cluster.name());
        if (rare.notBackedUp() != null) {
            out.add(ProxmoxMetrics.NOT_BACKED_UP, rare.notBackedUp().size(), "id", id);
            for (PveEntry guest : rare.notBackedUp()) {
                out.add(ProxmoxMetrics.NOT_BACKED_UP_INFO, 1, "id", guest.text("type") + "/" + guest.text("vmid"));
            }
        }
        rare.replications().forEach(job -> addReplication(job, out));
        rare.subscriptions().forEach((node, entry) -> addSubscription("node/" + node, entry, out));
        rare.onBoot().forEach((guest, starts) -> {
            if (guest.isGuest()) {
                out.add(
                        ProxmoxMetrics.ON_BOOT,
                        starts ? 1 : 0,
                        "id",
                        guest.text("id"),
                        "node",
                        guest.text("node"),
                        "type",
                        guest.text("type"));
            }
        });
        PveEntry device = rare.qdevice();
        if (!device.text("State").isEmpty()) {
            out.add(ProxmoxMetrics.QDEVICE_UP, device.text("State").equals("Connected") ? 1 : 0, "id", id);
            out.add(
                    ProxmoxMetrics.QDEVICE_INFO,
                    1,
                    "id",
                    id,
                    "model",
                    device.text("Model"),
                    "algorithm",
                    device.text("Algorithm"),
                    "qnetd_host",
                    device.text("QNetd host"),
                    "tie_breaker",
                    device.text("Tie-breaker"),
                    "state",
                    device.text("State"));
        }
    }

    private static void addReplication(PveEntry job, PveSamples out) {
        String id = job.text("id");
        out.add(
                ProxmoxMetrics.REPLICATION_INFO,
                1,
                "id",
                id,
                "type",
                job.text("type"),
                "source",
                "node/" + job.text("source"),
                "target",
                "node/" + job.text("target"),
                "guest",
                job.text("vmtype") + "/" + job.text("guest"));
        REPLICATION.forEach((field, family) -> out.add(family, job.number(field), "id", id));
    }

    /** A node without a subscription says {@code notfound}. */
    private static void addSubscription(String id, PveEntry subscription, PveSamples out) {
        String level = subscription.text("level");
        String status = subscription.text("status");
        out.add(ProxmoxMetrics.SUBSCRIPTION_INFO, 1, "id", id, "level", level.isEmpty() ? "unknown" : level);
        for (String each : SUBSCRIPTIONS) {
            out.add(ProxmoxMetrics.SUBSCRIPTION_STATUS, each.equals(status) ? 1 : 0, "id", id, "status", each);
        }
        String due = subscription.text("nextduedate");
        if (due.matches("\\d{4}-\\d{2}-\\d{2}")) {
            out.add(ProxmoxMetrics.SUBSCRIPTION_DUE, ProxmoxMetrics.midnight(due), "id", id);
        }
    }
}
