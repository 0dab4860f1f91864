package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.collector.Cgroup.GroupDisks;
import io.github.homeexporter.host.environment.Environment.EnvironmentType;
import io.github.homeexporter.host.proc.BlockIo;
import io.github.homeexporter.host.proc.GuestName;
import io.github.homeexporter.host.proc.NetDev;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.host.table.Rows;
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
}
