package io.github.homeexporter.replaced;

import java.util.List;

/** Variables of the replaced exporters that are accepted and do nothing, each with the reason. */
public final class IdleVariables {
    public record Idle(String variable, String of, String why) {}

    private static final String OF = "metrics-exporters";

    public static final List<Idle> ALL = List.of(
            new Idle(
                    "AUTO_DETECT_ENVIRONMENT",
                    OF,
                    "it was never read there; the environment is detected unless FORCE_ENVIRONMENT says it"),
            new Idle(
                    "CPU_COLLECTION_METHOD",
                    OF,
                    "it was never read there; a container's CPU time comes from its cgroup, a host's from /proc/stat"),
            new Idle(
                    "CPU_MEASUREMENT_INTERVAL",
                    OF,
                    "it was read there and not used; CPU time is measured from one cycle to the next"),
            new Idle(
                    "LXC_DETECT_CONTAINER_LIMITS",
                    OF,
                    "it was never read there; a container's limits are always looked for"),
            new Idle(
                    "LXC_PREFER_CGROUP_STATS",
                    OF,
                    "it was never read there; in a container the cgroup is always preferred"),
            new Idle("MAX_MEASUREMENT_HISTORY", OF, "it was never read there; no history is kept"),
            new Idle("OTEL_BATCH_SIZE", OF, "it was never read there; each export is one snapshot of all values"),
            new Idle("OTEL_BATCH_TIMEOUT", OF, "it was never read there; otel.interval says when to send"),
            new Idle(
                    "OTEL_MAX_QUEUE_SIZE",
                    OF,
                    "it was never read there; nothing is queued, the newest values are sent"),
            new Idle("OTEL_WORKER_THREADS", OF, "it was never read there; one export runs at a time"));

    private IdleVariables() {}
}
