package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Form;
import io.github.homeexporter.sample.MetricFamily;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every metric there is: the names of prometheus-pve-exporter where it has one, and those of the replaced exporter. */
public final class ProxmoxMetrics {
    private static final List<Column> ALL = Column.table("""
            STANDARD GAUGE pve_up - 1 when the node is online, the guest runs, the storage is available, the cluster has a quorum; id api/... or command/...: Proxmox answers.
            STANDARD GAUGE pve_cpu_usage_ratio ratio CPU in use, of the limit; nodes and guests.
            STANDARD GAUGE pve_cpu_usage_limit - CPUs of the node or guest.
            STANDARD GAUGE pve_memory_usage_bytes bytes Memory in use; nodes and guests.
            STANDARD GAUGE pve_memory_size_bytes bytes Memory there is; nodes and guests.
            STANDARD GAUGE pve_disk_usage_bytes bytes Space in use on the storage, the node's root, a running container's root; absent for VMs.
            STANDARD GAUGE pve_disk_size_bytes bytes Size of the storage, the node's root, the guest's root disk.
            STANDARD GAUGE pve_uptime_seconds seconds Since the node or guest was started.
            STANDARD GAUGE pve_storage_shared - 1 when all nodes share the storage.
            STANDARD COUNTER pve_network_transmit_bytes_total bytes What the guest sent since it was started.
            STANDARD COUNTER pve_network_receive_bytes_total bytes What the guest received since it was started.
            STANDARD COUNTER pve_disk_read_bytes_total bytes What the guest read from disks since it was started.
            STANDARD COUNTER pve_disk_written_bytes_total bytes What the guest wrote to disks since it was started.
            STANDARD GAUGE pve_lock_state - 1 while the guest is locked, by what the label state says.
            STANDARD GAUGE pve_ha_state - 1 for the state high availability has for the node or guest it manages.
            STANDARD INFO pve_guest_info - What the guest is.
            STANDARD INFO pve_storage_info - What the storage is.
            STANDARD INFO pve_node_info - What the node is in its cluster.
            STANDARD INFO pve_cluster_info - What the cluster is; absent for a single node.
            STANDARD INFO pve_version_info - Version of the node that answers.
            STANDARD GAUGE pve_cluster_quorate - 1 when the cluster has a quorum; absent for a single node.
            STANDARD INFO pve_node_software_info - Version of pve-manager and of the kernel the node runs.
            STANDARD GAUGE pve_node_load1 - Load average of the node, last minute.
            STANDARD GAUGE pve_node_load5 - Load average of the node, last 5 minutes.
            STANDARD GAUGE pve_node_load15 - Load average of the node, last 15 minutes.
            STANDARD GAUGE pve_node_io_wait_ratio ratio CPU time the node waits for disks.
            STANDARD GAUGE pve_node_swap_usage_bytes bytes Swap space in use.
            STANDARD GAUGE pve_node_swap_size_bytes bytes Swap space there is.
            STANDARD GAUGE pve_node_ksm_shared_bytes bytes Memory saved by sharing equal pages of VMs.
            STANDARD GAUGE pve_guest_state - 1 for the state the guest is in: running, paused, suspended, stopped.
            STANDARD GAUGE pve_memory_host_bytes bytes Memory of the host the guest holds, with what it costs to run it; Proxmox 9.
            STANDARD GAUGE pve_not_backed_up_total - Guests that no backup job covers.
            STANDARD INFO pve_not_backed_up_info - A guest that no backup job covers.
            STANDARD INFO pve_replication_info - What a replication job copies where.
            STANDARD GAUGE pve_replication_duration_seconds seconds How long the job took.
            STANDARD GAUGE pve_replication_last_sync_timestamp_seconds seconds When the job last succeeded.
            STANDARD GAUGE pve_replication_last_try_timestamp_seconds seconds When the job last ran.
            STANDARD GAUGE pve_replication_next_sync_timestamp_seconds seconds When the job runs next.
            STANDARD GAUGE pve_replication_failed_syncs - Failures of the job in a row.
            STANDARD INFO pve_subscription_info - Level of the node's subscription.
            STANDARD GAUGE pve_subscription_status - 1 for the status the node's subscription has.
            STANDARD GAUGE pve_subscription_next_due_timestamp_seconds seconds When the subscription is due.
            STANDARD GAUGE pve_onboot_status - 1 when the guest starts with its node.
            STANDARD GAUGE pve_qdevice_up - 1 when the quorum device is connected.
            STANDARD INFO pve_qdevice_info - What the quorum device is.
            LEGACY GAUGE proxmox_containers_total - Containers of the node.
            LEGACY GAUGE proxmox_containers_running - Containers of the node that run.
            LEGACY GAUGE proxmox_containers_stopped - Containers of the node that do not run.
            LEGACY GAUGE proxmox_vms_total - Virtual machines of the node.
            LEGACY GAUGE proxmox_vms_running - Virtual machines of the node that run.
            LEGACY GAUGE proxmox_vms_stopped - Virtual machines of the node that do not run.
            LEGACY GAUGE proxmox_container_up - 1 when the container runs.
            LEGACY GAUGE proxmox_vm_up - 1 when the virtual machine runs.
            LEGACY GAUGE proxmox_node_up - 1 when the node is online; 0 for the node that is asked when it does not answer.
            LEGACY GAUGE proxmox_cluster_active - 1 when the node is part of a cluster.
            LEGACY INFO proxmox_version_info - Version of pve-manager on the node.
            """);

    /** Names of prometheus-pve-exporter and our own: naming standard and both. */
    public static final List<MetricFamily> STANDARD = named(Form.STANDARD);

    /** Names of the replaced exporter: naming legacy and both. */
    public static final List<MetricFamily> LEGACY = named(Form.LEGACY);

    private static final Map<String, MetricFamily> BY_NAME = new HashMap<>();

    static {
        ALL.forEach(column -> BY_NAME.put(column.family().name(), column.family()));
    }

    private ProxmoxMetrics() {}

    /** @throws IllegalArgumentException when it is none of the table */
    static MetricFamily of(String name) {
        MetricFamily family = BY_NAME.get(name);
        if (family == null) {
            throw new IllegalArgumentException("no metric " + name);
        }
        return family;
    }

    private static List<MetricFamily> named(Form form) {
        return ALL.stream()
                .filter(column -> column.form() == form)
                .map(Column::family)
                .toList();
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
