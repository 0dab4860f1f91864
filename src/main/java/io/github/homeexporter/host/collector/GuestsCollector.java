package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.collector.Cgroup.GroupDisks;
import io.github.homeexporter.host.environment.Environment.EnvironmentType;
import io.github.homeexporter.host.proc.BlockIo;
import io.github.homeexporter.host.proc.CpuLimit;
import io.github.homeexporter.host.proc.GuestName;
import io.github.homeexporter.host.proc.NetDev;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The running guests of a Proxmox host by their control groups and network cards: neither root nor a token is needed. */
final class GuestsCollector implements Collector {
    static final Column RUNNING =
            Column.gauge(Form.STANDARD, "pve_guests_running", "", "Guests that run on this host.");

    private static final List<Column> DISKS = Column.table("""
            STANDARD COUNTER pve_guest_disk_reads_total - Reads of the guest, by the disk of the host it reached.
            STANDARD COUNTER pve_guest_disk_read_bytes_total bytes Bytes the guest read, by the disk of the host it reached.
            STANDARD COUNTER pve_guest_disk_writes_total - Writes of the guest, by the disk of the host it reached.
            STANDARD COUNTER pve_guest_disk_written_bytes_total bytes Bytes the guest wrote, by the disk of the host it reached.
            """);

    private final HostFiles files;
    private final boolean proxmox;
    private final boolean v2;
    private final String groups;
    private final GuestGroup group;
    private final GuestNetwork network;
    private final Rows guests;
    private final GroupDisks groupDisks;
    private final Rows disks;
    private final HostRow containers;
    private final HostRow machines;

    GuestsCollector(CollectorContext context) {
        files = context.files();
        proxmox = context.environment().type() == EnvironmentType.PROXMOX_HOST;
        v2 = files.exists(files.sys("fs/cgroup/cgroup.controllers"));
        groups = files.sys("fs/cgroup");
        group = new GuestGroup(files, v2);
        network = new GuestNetwork(files, context.names());
        guests = new Rows(context.names(), GuestGroup.COLUMNS);
        groupDisks = new GroupDisks(files);
        disks = new Rows(context.names(), DISKS);
        containers = context.names().row(List.of(RUNNING), Map.of("type", "lxc"));
        machines = context.names().row(List.of(RUNNING), Map.of("type", "qemu"));
    }

    @Override
    public void collect(Samples out) throws IOException {
        if (!proxmox) {
            return;
        }
        containers.add(out, 0, collect("lxc", GuestName::ofContainerGroup, out));
        machines.add(out, 0, collect("qemu.slice", GuestName::ofMachineGroup, out));
        guests.endOfCycle();
        disks.endOfCycle();
        network.collect(out);
    }

    /** How many run. */
    private int collect(String parent, Function<String, GuestName> namer, Samples out) {
        int running = 0;
        String first = v2 ? groups : groups + "/cpuacct";
        for (String directory : files.list(first + "/" + parent)) {
            GuestName guest = namer.apply(directory);
            String path = parent + "/" + directory;
            if (guest == null || !isPopulated(first + "/" + path)) {
                continue;
            }
            running++;
            // a guest started again has a new group under the old name, and its counters begin anew
            HostRow row =
                    guests.of(guest.key() + " " + files.identity(first + "/" + path), () -> Map.of("id", guest.key()));
            group.collect(groups, path, row, out);
            addDisks(guest, path, files.identity(first + "/" + path), out);
        }
        return running;
    }

    private void addDisks(GuestName guest, String path, String identity, Samples out) {
        Map<String, BlockIo> all = v2
                ? groupDisks.ofIoStat(groups + "/" + path + "/io.stat")
                : groupDisks.ofThrottle(groups + "/blkio/" + path);
        all.forEach((id, io) -> {
            String device = groupDisks.nameOf(id);
            HostRow row = disks.of(
                    guest.key() + " " + identity + " " + device, () -> Map.of("id", guest.key(), "device", device));
            GroupDisks.count(io, row, out);
        });
    }

    /** A group without processes is what a stopped guest left. Version 1 does not tell. */
    private boolean isPopulated(String path) {
        return files.keyed(path + "/cgroup.events", List.of("populated"))[0] != 0;
    }

    /**
     * The guests' network cards by their ends on the host, {@code veth101i0} and {@code tap200i0}. That is a mirror: what the
     * host receives there is what the guest has sent.
     */
    static final class GuestNetwork {
        /** Bytes, packets, errors, drops. */
        private static final int KINDS = 4;

        /** Where /proc/net/dev has what the host sends. */
        private static final int SENT = 8;

        private static final List<Column> COLUMNS = Column.table("""
                STANDARD COUNTER pve_guest_network_receive_bytes_total bytes Count of bytes the guest received by this card, as the host's end has it.
                STANDARD COUNTER pve_guest_network_receive_packets_total - Count of packets the guest received by this card, as the host's end has it.
                STANDARD COUNTER pve_guest_network_receive_errs_total - Count of errs the guest received by this card, as the host's end has it.
                STANDARD COUNTER pve_guest_network_receive_drop_total - Count of drop the guest received by this card, as the host's end has it.
                STANDARD COUNTER pve_guest_network_transmit_bytes_total bytes Count of bytes the guest sent by this card, as the host's end has it.
                STANDARD COUNTER pve_guest_network_transmit_packets_total - Count of packets the guest sent by this card, as the host's end has it.
                STANDARD COUNTER pve_guest_network_transmit_errs_total - Count of errs the guest sent by this card, as the host's end has it.
                STANDARD COUNTER pve_guest_network_transmit_drop_total - Count of drop the guest sent by this card, as the host's end has it.
                """);

        private final HostFiles files;
        private final Rows cards;

        GuestNetwork(HostFiles files, Names names) {
            this.files = files;
            cards = new Rows(names, COLUMNS);
        }

        void collect(Samples out) throws IOException {
            for (NetDev device : NetDev.parse(files.read(files.proc("net/dev")))) {
                GuestName.Card card = GuestName.Card.of(device.name());
                if (card == null) {
                    continue;
                }
                // made anew when the guest is started: counters begin anew, too
                long index = files.number(files.sys("class/net/" + device.name() + "/ifindex"));
                HostRow row = cards.of(
                        device.name() + " " + index,
                        () -> Map.of("id", card.guest().key(), "interface", card.name()));
                for (int i = 0; i < KINDS; i++) {
                    row.count(out, i, device.counters()[SENT + i], 1);
                    row.count(out, KINDS + i, device.counters()[i], 1);
                }
            }
            cards.endOfCycle();
        }
    }

    /** The control group of one guest, seen from the host: CPU, memory, pressure (kernel: admin-guide/cgroup-v2, cgroup-v1). */
    private static final class GuestGroup {
        private static final List<String> CPU_V2 =
                List.of("usage_usec", "user_usec", "system_usec", "nr_periods", "nr_throttled", "throttled_usec");
        private static final List<String> CPU_V1 = List.of("nr_periods", "nr_throttled", "throttled_time");
        private static final List<String> OOM = List.of("oom_kill");
        private static final int LIMIT_CORES = 6;
        private static final int MEMORY = 7;
        private static final int PROCESSES = 12;
        private static final int PRESSURE = 13;
        private static final double MICRO = 1e-6;

        /** Version 1 writes no limit as a number near 2^63. */
        private static final long NO_LIMIT = 1L << 60;

        static final List<Column> COLUMNS =
                Column.both(Column.table("""
                        STANDARD COUNTER pve_guest_cpu_seconds_total seconds CPU time of the guest.
                        STANDARD COUNTER pve_guest_cpu_user_seconds_total seconds CPU time of the guest in mode user.
                        STANDARD COUNTER pve_guest_cpu_system_seconds_total seconds CPU time of the guest in mode system.
                        STANDARD COUNTER pve_guest_cpu_cfs_periods_total - Scheduling periods with a quota.
                        STANDARD COUNTER pve_guest_cpu_cfs_throttled_periods_total - Periods in which the guest's quota was used up.
                        STANDARD COUNTER pve_guest_cpu_cfs_throttled_seconds_total seconds Time the guest lost to its quota.
                        STANDARD GAUGE pve_guest_cpu_limit_cores - CPUs the quota allows (cpulimit); absent without one.
                        STANDARD GAUGE pve_guest_memory_current_bytes bytes Memory of the guest with page cache; of a VM, what its process holds on the host.
                        STANDARD GAUGE pve_guest_memory_working_set_bytes bytes The same without the inactive page cache.
                        STANDARD GAUGE pve_guest_memory_limit_bytes bytes Memory the guest may use; absent without a limit.
                        STANDARD GAUGE pve_guest_memory_swap_bytes bytes Memory of the guest that is swapped out.
                        STANDARD COUNTER pve_guest_memory_oom_kills_total - Processes of the guest killed for want of memory.
                        STANDARD GAUGE pve_guest_processes - Processes and threads of the guest, seen from the host.
                        """), PressureCollector.columns("pve_guest", " of the guest"));

        private final HostFiles files;
        private final boolean v2;

        GuestGroup(HostFiles files, boolean v2) {
            this.files = files;
            this.v2 = v2;
        }

        /**
         * @param group of the guest, or for version 1 its path below each controller
         * @param base where the control groups are mounted
         */
        void collect(String base, String group, HostRow row, Samples out) {
            if (v2) {
                String path = base + "/" + group;
                collectV2(path, row, out);
                for (int i = 0; i < PressureCollector.RESOURCES.size(); i++) {
                    String file = path + "/" + PressureCollector.RESOURCES.get(i) + ".pressure";
                    PressureCollector.add(files.pressure(file), row, PRESSURE + 2 * i, out);
                }
            } else {
                collectV1(base, group, row, out);
            }
        }

        private void collectV2(String path, HostRow row, Samples out) {
            long[] cpu = files.keyed(path + "/cpu.stat", CPU_V2);
            for (int i = 0; i < CPU_V2.size(); i++) {
                row.count(out, i, cpu[i], CPU_V2.get(i).endsWith("usec") ? MICRO : 1);
            }
            row.add(out, LIMIT_CORES, CpuLimit.ofCpuMax(Scan.of(files.text(path + "/cpu.max"))));
            long usage = files.number(path + "/memory.current");
            long inactive = files.keyed(path + "/memory.stat", List.of("inactive_file"))[0];
            memory(usage, inactive, files.number(path + "/memory.max"), row, out);
            row.add(out, MEMORY + 3, files.number(path + "/memory.swap.current"), 1);
            row.count(out, MEMORY + 4, files.keyed(path + "/memory.events", OOM)[0], 1);
            row.add(out, PROCESSES, files.number(path + "/pids.current"), 1);
        }

        private void collectV1(String base, String group, HostRow row, Samples out) {
            row.countNanos(out, 0, files.number(base + "/cpuacct/" + group + "/cpuacct.usage"));
            long[] cpu = files.keyed(base + "/cpu/" + group + "/cpu.stat", CPU_V1);
            row.count(out, 3, cpu[0], 1);
            row.count(out, 4, cpu[1], 1);
            row.countNanos(out, 5, cpu[2]);
            long quota = files.number(base + "/cpu/" + group + "/cpu.cfs_quota_us");
            row.add(
                    out,
                    LIMIT_CORES,
                    CpuLimit.ofQuota(quota, files.number(base + "/cpu/" + group + "/cpu.cfs_period_us")));
            String memory = base + "/memory/" + group;
            long inactive = files.keyed(memory + "/memory.stat", List.of("total_inactive_file"))[0];
            long limit = files.number(memory + "/memory.limit_in_bytes");
            memory(files.number(memory + "/memory.usage_in_bytes"), inactive, limit, row, out);
            row.count(out, MEMORY + 4, files.keyed(memory + "/memory.oom_control", OOM)[0], 1);
            row.add(out, PROCESSES, files.number(base + "/pids/" + group + "/pids.current"), 1);
        }

        private static void memory(long usage, long inactive, long limit, HostRow row, Samples out) {
            row.add(out, MEMORY, usage, 1);
            if (usage != Scan.NONE) {
                row.add(out, MEMORY + 1, Math.max(0, usage - Math.max(0, inactive)), 1);
            }
            row.add(out, MEMORY + 2, limit < NO_LIMIT ? limit : Scan.NONE, 1);
        }
    }
}
