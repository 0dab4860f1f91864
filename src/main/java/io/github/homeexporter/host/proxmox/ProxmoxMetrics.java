package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.sample.MetricFamily;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Every metric there is: the names of prometheus-pve-exporter where it has one, and those of the replaced exporter. */
public final class ProxmoxMetrics {
    private static final List<MetricFamily> ALL = new ArrayList<>();

    static final MetricFamily UP = gauge(
            "pve_up",
            "",
            "1 when the node is online, the guest runs, the storage is available, the cluster has a quorum;"
                    + " id api/... or command/...: Proxmox answers.");
    static final MetricFamily CPU_RATIO =
            gauge("pve_cpu_usage_ratio", "ratio", "CPU in use, of the limit; nodes and guests.");
    static final MetricFamily CPU_LIMIT = gauge("pve_cpu_usage_limit", "", "CPUs of the node or guest.");
    static final MetricFamily MEMORY_USAGE =
            gauge("pve_memory_usage_bytes", "bytes", "Memory in use; nodes and guests.");
    static final MetricFamily MEMORY_SIZE =
            gauge("pve_memory_size_bytes", "bytes", "Memory there is; nodes and guests.");
    static final MetricFamily DISK_USAGE = gauge(
            "pve_disk_usage_bytes",
            "bytes",
            "Space in use on the storage, the node's root, a running container's root; absent for VMs.");
    static final MetricFamily DISK_SIZE =
            gauge("pve_disk_size_bytes", "bytes", "Size of the storage, the node's root, the guest's root disk.");
    static final MetricFamily UPTIME = gauge("pve_uptime_seconds", "seconds", "Since the node or guest was started.");
    static final MetricFamily SHARED = gauge("pve_storage_shared", "", "1 when all nodes share the storage.");
    static final MetricFamily TRANSMIT =
            counter("pve_network_transmit_bytes_total", "bytes", "What the guest sent since it was started.");
    static final MetricFamily RECEIVE =
            counter("pve_network_receive_bytes_total", "bytes", "What the guest received since it was started.");
    static final MetricFamily READ =
            counter("pve_disk_read_bytes_total", "bytes", "What the guest read from disks since it was started.");
    static final MetricFamily WRITTEN =
            counter("pve_disk_written_bytes_total", "bytes", "What the guest wrote to disks since it was started.");
    static final MetricFamily LOCK =
            gauge("pve_lock_state", "", "1 while the guest is locked, by what the label state says.");
    static final MetricFamily HA =
            gauge("pve_ha_state", "", "1 for the state high availability has for the node or guest it manages.");
    static final MetricFamily GUEST_INFO = info("pve_guest_info", "What the guest is.");
    static final MetricFamily STORAGE_INFO = info("pve_storage_info", "What the storage is.");
    static final MetricFamily NODE_INFO = info("pve_node_info", "What the node is in its cluster.");
    static final MetricFamily CLUSTER_INFO = info("pve_cluster_info", "What the cluster is; absent for a single node.");
    static final MetricFamily VERSION_INFO = info("pve_version_info", "Version of the node that answers.");
    static final MetricFamily QUORATE =
            gauge("pve_cluster_quorate", "", "1 when the cluster has a quorum; absent for a single node.");
    static final MetricFamily SOFTWARE =
            info("pve_node_software_info", "Version of pve-manager and of the kernel the node runs.");
    static final MetricFamily LOAD1 = gauge("pve_node_load1", "", "Load average of the node, last minute.");
    static final MetricFamily LOAD5 = gauge("pve_node_load5", "", "Load average of the node, last 5 minutes.");
    static final MetricFamily LOAD15 = gauge("pve_node_load15", "", "Load average of the node, last 15 minutes.");
    static final MetricFamily IO_WAIT = gauge("pve_node_io_wait_ratio", "ratio", "CPU time the node waits for disks.");
    static final MetricFamily SWAP_USAGE = gauge("pve_node_swap_usage_bytes", "bytes", "Swap space in use.");
    static final MetricFamily SWAP_SIZE = gauge("pve_node_swap_size_bytes", "bytes", "Swap space there is.");
    static final MetricFamily KSM =
            gauge("pve_node_ksm_shared_bytes", "bytes", "Memory saved by sharing equal pages of VMs.");

    static final MetricFamily GUEST_STATE =
            gauge("pve_guest_state", "", "1 for the state the guest is in: running, paused, suspended, stopped.");
    static final MetricFamily MEMORY_HOST = gauge(
            "pve_memory_host_bytes",
            "bytes",
            "Memory of the host the guest holds, with what it costs to run it; Proxmox 9.");
    static final MetricFamily NOT_BACKED_UP = gauge("pve_not_backed_up_total", "", "Guests that no backup job covers.");
    static final MetricFamily NOT_BACKED_UP_INFO = info("pve_not_backed_up_info", "A guest that no backup job covers.");
    static final MetricFamily REPLICATION_INFO = info("pve_replication_info", "What a replication job copies where.");
    static final MetricFamily REPLICATION_DURATION =
            gauge("pve_replication_duration_seconds", "seconds", "How long the job took.");
    static final MetricFamily REPLICATION_LAST_SYNC =
            gauge("pve_replication_last_sync_timestamp_seconds", "seconds", "When the job last succeeded.");
    static final MetricFamily REPLICATION_LAST_TRY =
            gauge("pve_replication_last_try_timestamp_seconds", "seconds", "When the job last ran.");
    static final MetricFamily REPLICATION_NEXT_SYNC =
            gauge("pve_replication_next_sync_timestamp_seconds", "seconds", "When the job runs next.");
    static final MetricFamily REPLICATION_FAILED =
            gauge("pve_replication_failed_syncs", "", "Failures of the job in a row.");
    static final MetricFamily SUBSCRIPTION_INFO = info("pve_subscription_info", "Level of the node's subscription.");
    static final MetricFamily SUBSCRIPTION_STATUS =
            gauge("pve_subscription_status", "", "1 for the status the node's subscription has.");
    static final MetricFamily SUBSCRIPTION_DUE =
            gauge("pve_subscription_next_due_timestamp_seconds", "seconds", "When the subscription is due.");
    static final MetricFamily ON_BOOT = gauge("pve_onboot_status", "", "1 when the guest starts with its node.");
    static final MetricFamily QDEVICE_UP = gauge("pve_qdevice_up", "", "1 when the quorum device is connected.");
    static final MetricFamily QDEVICE_INFO = info("pve_qdevice_info", "What the quorum device is.");

    static final MetricFamily CONTAINERS = gauge("proxmox_containers_total", "", "Containers of the node.");
    static final MetricFamily CONTAINERS_RUNNING =
            gauge("proxmox_containers_running", "", "Containers of the node that run.");
    static final MetricFamily CONTAINERS_STOPPED =
            gauge("proxmox_containers_stopped", "", "Containers of the node that do not run.");
    static final MetricFamily VMS = gauge("proxmox_vms_total", "", "Virtual machines of the node.");
    static final MetricFamily VMS_RUNNING = gauge("proxmox_vms_running", "", "Virtual machines of the node that run.");
    static final MetricFamily VMS_STOPPED =
            gauge("proxmox_vms_stopped", "", "Virtual machines of the node that do not run.");
    static final MetricFamily CONTAINER_UP = gauge("proxmox_container_up", "", "1 when the container runs.");
    static final MetricFamily VM_UP = gauge("proxmox_vm_up", "", "1 when the virtual machine runs.");
    static final MetricFamily NODE_UP = gauge(
            "proxmox_node_up", "", "1 when the node is online; 0 for the node that is asked when it does not answer.");
    static final MetricFamily CLUSTER_ACTIVE =
            gauge("proxmox_cluster_active", "", "1 when the node is part of a cluster.");
    static final MetricFamily MANAGER_VERSION = info("proxmox_version_info", "Version of pve-manager on the node.");

    /** Names of prometheus-pve-exporter and our own: naming standard and both. */
    public static final List<MetricFamily> STANDARD = named("pve_");

    /** Names of the replaced exporter: naming legacy and both. */
    public static final List<MetricFamily> LEGACY = named("proxmox_");

    private ProxmoxMetrics() {}

    private static MetricFamily gauge(String name, String unit, String help) {
        return kept(MetricFamily.gauge(name, unit, help));
    }

    private static MetricFamily counter(String name, String unit, String help) {
        return kept(MetricFamily.counter(name, unit, help));
    }

    private static MetricFamily info(String name, String help) {
        return kept(MetricFamily.info(name, help));
    }

    private static MetricFamily kept(MetricFamily family) {
        ALL.add(family);
        return family;
    }

    private static List<MetricFamily> named(String prefix) {
        return ALL.stream().filter(family -> family.name().startsWith(prefix)).toList();
    }

    /** Seconds since 1970 at the start of a day, in UTC: Proxmox gives the day only. */
    static double midnight(String day) {
        try {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }
}
