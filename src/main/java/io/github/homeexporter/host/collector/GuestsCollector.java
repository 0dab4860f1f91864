package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.environment.EnvironmentType;
import io.github.homeexporter.host.proc.BlockIo;
import io.github.homeexporter.host.proc.GuestName;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The running guests of a Proxmox host by their control groups and network cards: neither root nor a token is needed. */
final class GuestsCollector implements Collector {
    static final Column RUNNING =
            Column.gauge(Form.STANDARD, "pve_guests_running", "", "Guests that run on this host.");

    private static final List<Column> DISKS = List.of(
            disk("reads_total", "", "Reads of the guest"),
            disk("read_bytes_total", "bytes", "Bytes the guest read"),
            disk("writes_total", "", "Writes of the guest"),
            disk("written_bytes_total", "bytes", "Bytes the guest wrote"));

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
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(GuestGroup.COLUMNS);
        all.addAll(GuestNetwork.COLUMNS);
        all.addAll(DISKS);
        all.add(RUNNING);
        return all;
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
            row.count(out, 0, io.reads(), 1);
            row.count(out, 1, io.readBytes(), 1);
            row.count(out, 2, io.writes(), 1);
            row.count(out, 3, io.writtenBytes(), 1);
        });
    }

    /** A group without processes is what a stopped guest left. Version 1 does not tell. */
    private boolean isPopulated(String path) {
        return files.keyed(path + "/cgroup.events", List.of("populated"))[0] != 0;
    }

    private static Column disk(String what, String unit, String help) {
        return Column.counter(
                Form.STANDARD, "pve_guest_disk_" + what, unit, help + ", by the disk of the host it reached.");
    }
}
