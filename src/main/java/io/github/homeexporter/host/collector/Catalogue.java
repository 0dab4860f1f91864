package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.collector.Collector.CollectorContext;
import io.github.homeexporter.host.collector.Collector.CollectorSeat;
import io.github.homeexporter.host.collector.TimeCollector.TimexCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The collectors there are. A new one is a class, a line here and one in docs/host.md. */
public final class Catalogue {
    private static final Map<String, Entry> COLLECTORS = new LinkedHashMap<>();

    /** It starts a program and has a hundred units by five states, so it has to be asked for. */
    private static final Set<String> OFF = Set.of("systemd");

    /** @param help what it shows, in a few words */
    private record Entry(String help, Function<CollectorContext, Collector> maker) {}

    static {
        put("memory", "Memory and swap, by the container's limit where there is one", MemoryCollector::new);
        put("cpu", "CPU time by mode, utilization and frequency", CpuCollector::new);
        put("load", "Load averages", LoadCollector::new);
        put(
                "pressure",
                "Pressure stall information: how long tasks waited for CPU, memory and disks",
                PressureCollector::new);
        put("process", "Processes and threads by state, context switches, boot time", ProcessCollector::new);
        put("diskstats", "Reads, writes and time of disks", DiskstatsCollector::new);
        put("network", "Bytes, packets and errors of network interfaces", NetworkCollector::new);
        put("guests", "Running containers and virtual machines of a Proxmox host", GuestsCollector::new);
        put("hwmon", "Temperatures, fans, voltages and power by the kernel's sensors", HwmonCollector::new);
        put("thermal", "Thermal zones and cooling devices", ThermalCollector::new);
        put("lm_sensors", "Sensors by the program sensors, where the kernel shows none", LmSensorsCollector::new);
        put("filesystem", "Space of file systems", FilesystemCollector::new);
        put("zfs_kstat", "ZFS: cache and datasets, by the kernel's statistics", ZfsCollector::new);
        put("zpool", "ZFS: size, use and state of the pools", ZpoolCollector::new);
        put("smart", "Health, wear and temperature of disks by SMART", SmartCollector::new);
        put("uname", "Kernel and host name", SystemIdentity::uname);
        put("os", "Distribution", SystemIdentity::os);
        put("dmi", "Board, case and firmware", SystemIdentity::dmi);
        put("time", "Clock and what drives it", TimeCollector::new);
        put("timex", "How well the clock is kept", TimexCollector::new);
        put("filefd", "Open files", KernelNumbers::filefd);
        put("entropy", "Entropy", KernelNumbers::entropy);
        put("kernel_hung", "Tasks that hang in the kernel", KernelNumbers::kernelHung);
        put("netstat", "What the network's protocols count", NetstatCollector::new);
        put("sockstat", "Sockets in use", SocketTables::sockstat);
        put("udp_queues", "Queues of UDP sockets", SocketTables::udpQueues);
        put("arp", "Entries of the ARP table", SocketTables::arp);
        put("conntrack", "Connection tracking", SocketTables::conntrack);
        put("softnet", "Soft interrupts of the network by CPU", CpuTables::softnet);
        put("schedstat", "Time tasks ran and waited by CPU", CpuTables::schedstat);
        put("mdadm", "Software RAID", MdadmCollector::new);
        put("edac", "Errors of memory", SysClass::edac);
        put("nvme", "NVMe controllers", SysClass::nvme);
        put("powersupply", "Batteries and power supplies", SysClass::powersupply);
        put("watchdog", "Watchdogs", SysClass::watchdog);
        put("rapl", "Energy of CPUs", RaplCollector::new);
        put("btrfs", "Btrfs: space by kind of data", BtrfsCollector::new);
        put("xfs", "XFS: what each file system counts", XfsCollector::new);
        put("nfs", "NFS as a client", NfsCollector::client);
        put("nfsd", "NFS as a server", NfsCollector::server);
        put("bonding", "Bonds of interfaces", BondingCollector::new);
        put("textfile", "Metrics that others write to files", TextfileCollector::new);
        put("systemd", "Units of systemd; off unless it is named", SystemdCollector::new);
    }

    private static void put(String name, String help, Function<CollectorContext, Collector> maker) {
        COLLECTORS.put(name, new Entry(help, maker));
    }

    /** The replaced exporter's names for what is parted otherwise here. */
    private static final Map<String, List<String>> ALIASES = Map.of(
            "disk", List.of("filesystem", "diskstats"),
            "sensors", List.of("hwmon", "thermal", "lm_sensors"),
            "sensors_cpu", List.of("hwmon", "thermal", "lm_sensors"),
            "sensors_nvme", List.of("hwmon", "lm_sensors"),
            "zfs", List.of("zfs_kstat", "zpool"));

    private Catalogue() {}

    /** All there are, in the catalogue's order. */
    public static List<String> names() {
        return List.copyOf(COLLECTORS.keySet());
    }

    /** What a collector shows, in a few words. */
    public static String help(String name) {
        return COLLECTORS.get(name).help();
    }

    /**
     * The names of a comma list in the catalogue's order; for an empty list those that are on by default. A name with
     * {@code +} or {@code -} before it is added to those or taken from them.
     *
     * @throws IllegalArgumentException naming the legal ones
     */
    public static List<String> select(String list) {
        Set<String> wanted = new LinkedHashSet<>();
        Set<String> changed = new LinkedHashSet<>(COLLECTORS.keySet());
        changed.removeAll(OFF);
        for (String part : list.split(",")) {
            String word = part.strip().toLowerCase(Locale.ROOT);
            char sign = word.isEmpty() ? ' ' : word.charAt(0);
            boolean signed = sign == '+' || sign == '-';
            List<String> names = named(signed ? word.substring(1) : word, part.strip());
            if (!signed) {
                wanted.addAll(names);
            } else if (sign == '+') {
                changed.addAll(names);
            } else {
                changed.removeAll(names);
            }
        }
        List<String> all = new ArrayList<>(COLLECTORS.keySet());
        all.retainAll(wanted.isEmpty() ? changed : wanted);
        return List.copyOf(all);
    }

    private static List<String> named(String name, String given) {
        if (name.isEmpty()) {
            return List.of();
        }
        if (COLLECTORS.containsKey(name)) {
            return List.of(name);
        }
        if (ALIASES.containsKey(name)) {
            return ALIASES.get(name);
        }
        throw new IllegalArgumentException("\"" + given + "\" is not known; allowed: "
                + String.join(", ", COLLECTORS.keySet()) + ", and disk for filesystem and diskstats,"
                + " sensors for hwmon, thermal and lm_sensors, zfs for zfs_kstat and zpool;"
                + " with + or - before it, it is added to the usual ones or taken from them");
    }

    /** Each with files of its own, for it may hang while others go on. */
    public static Map<String, CollectorSeat> make(List<String> names, CollectorContext context) {
        Map<String, CollectorSeat> made = new LinkedHashMap<>();
        for (String name : names) {
            Function<CollectorContext, Collector> maker = COLLECTORS.get(name).maker();
            made.put(name, new CollectorSeat(files -> maker.apply(context.with(files)), context.files()));
        }
        return made;
    }
}
