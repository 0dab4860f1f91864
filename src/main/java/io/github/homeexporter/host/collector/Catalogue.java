package io.github.homeexporter.host.collector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The collectors there are. A new one is a class and a line here. */
public final class Catalogue {
    private static final Map<String, Function<CollectorContext, Collector>> COLLECTORS = new LinkedHashMap<>();

    static {
        COLLECTORS.put("memory", MemoryCollector::new);
        COLLECTORS.put("cpu", CpuCollector::new);
        COLLECTORS.put("load", LoadCollector::new);
        COLLECTORS.put("pressure", PressureCollector::new);
        COLLECTORS.put("process", ProcessCollector::new);
        COLLECTORS.put("diskstats", DiskstatsCollector::new);
        COLLECTORS.put("network", NetworkCollector::new);
        COLLECTORS.put("guests", GuestsCollector::new);
        COLLECTORS.put("hwmon", HwmonCollector::new);
        COLLECTORS.put("thermal", ThermalCollector::new);
        COLLECTORS.put("lm_sensors", LmSensorsCollector::new);
        COLLECTORS.put("filesystem", FilesystemCollector::new);
        COLLECTORS.put("zfs_kstat", ZfsCollector::new);
        COLLECTORS.put("zpool", ZpoolCollector::new);
        COLLECTORS.put("smart", SmartCollector::new);
    }

    /** The replaced exporter's names for what is parted otherwise here. */
    private static final Map<String, List<String>> ALIASES = Map.of(
            "disk", List.of("filesystem", "diskstats"),
            "sensors", List.of("hwmon", "thermal", "lm_sensors"),
            "sensors_cpu", List.of("hwmon", "thermal", "lm_sensors"),
            "sensors_nvme", List.of("hwmon", "lm_sensors"),
            "zfs", List.of("zfs_kstat", "zpool"));

    private Catalogue() {}

    /**
     * The names of a comma list in the catalogue's order, all of them for an empty list.
     *
     * @throws IllegalArgumentException naming the legal ones
     */
    public static List<String> select(String list) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String part : list.split(",")) {
            String name = part.strip().toLowerCase(Locale.ROOT);
            if (COLLECTORS.containsKey(name)) {
                wanted.add(name);
            } else if (ALIASES.containsKey(name)) {
                wanted.addAll(ALIASES.get(name));
            } else if (!name.isEmpty()) {
                throw new IllegalArgumentException("\"" + part.strip() + "\" is not known; allowed: "
                        + String.join(", ", COLLECTORS.keySet()) + ", and disk for filesystem and diskstats,"
                        + " sensors for hwmon, thermal and lm_sensors, zfs for zfs_kstat and zpool");
            }
        }
        List<String> all = new ArrayList<>(COLLECTORS.keySet());
        if (!wanted.isEmpty()) {
            all.retainAll(wanted);
        }
        return List.copyOf(all);
    }

    /** Each with files of its own, for it may hang while others go on. */
    public static Map<String, CollectorSeat> make(List<String> names, CollectorContext context) {
        Map<String, CollectorSeat> made = new LinkedHashMap<>();
        for (String name : names) {
            Function<CollectorContext, Collector> maker = COLLECTORS.get(name);
            made.put(name, new CollectorSeat(files -> maker.apply(context.with(files)), context.files()));
        }
        return made;
    }
}
