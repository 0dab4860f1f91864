package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Column.info;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a machine says of itself, as labels: its kernel, its distribution, its board and firmware. */
final class SystemIdentity implements Collector {
    private static final Column UNAME = info(STANDARD, "node_uname_info", "The kernel and the host's name.");
    private static final Column OS = info(STANDARD, "node_os_info", "The distribution.");
    private static final Column VERSION =
            gauge(STANDARD, "node_os_version", "", "Version of the distribution, as major.minor.");
    private static final Column DMI = info(STANDARD, "node_dmi_info", "Board, case and firmware.");
    private static final List<String> OS_KEYS =
            List.of(("BUILD_ID ID ID_LIKE IMAGE_ID IMAGE_VERSION NAME PRETTY_NAME VARIANT VARIANT_ID VERSION"
                            + " VERSION_CODENAME VERSION_ID")
                    .split(" "));

    /** It hardly ever changes while the machine runs. */
    private static final int CYCLES_BETWEEN_READINGS = 20;

    private final HostFiles files;
    private final Work work;
    private final List<Rows> rows;
    private Samples last = new Samples();
    private int cyclesToReading;

    /** One of the parts. */
    private interface Work {
        void collect(SystemIdentity identity, Samples out);
    }

    private SystemIdentity(CollectorContext context, Work work, Column... columns) {
        files = context.files();
        this.work = work;
        rows = Stream.of(columns)
                .map(column -> new Rows(context.names(), List.of(column)))
                .toList();
    }

    static Collector uname(CollectorContext context) {
        return new SystemIdentity(context, SystemIdentity::uname, UNAME);
    }

    static Collector os(CollectorContext context) {
        return new SystemIdentity(context, SystemIdentity::os, OS, VERSION);
    }

    static Collector dmi(CollectorContext context) {
        return new SystemIdentity(context, SystemIdentity::dmi, DMI);
    }

    @Override
    public void collect(Samples out) {
        if (cyclesToReading-- <= 0) {
            cyclesToReading = CYCLES_BETWEEN_READINGS;
            last = new Samples();
            work.collect(this, last);
            rows.forEach(Rows::endOfCycle);
        }
        out.addAll(last);
    }

    private void uname(Samples out) {
        String kernel = files.proc("sys/kernel/");
        String release = files.text(kernel + "osrelease");
        if (release.isEmpty()) {
            return;
        }
        String arch = files.text(kernel + "arch");
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("sysname", files.text(kernel + "ostype"));
        labels.put("release", release);
        labels.put("version", files.text(kernel + "version"));
        // Linux before 6.1 does not tell; Java's word for it is its own
        labels.put("machine", arch.isEmpty() ? System.getProperty("os.arch").replace("amd64", "x86_64") : arch);
        labels.put("nodename", files.text(kernel + "hostname"));
        labels.put("domainname", files.text(kernel + "domainname"));
        add(0, labels, 1, out);
    }

    private void os(Samples out) {
        Map<String, String> values = new HashMap<>();
        String file = files.root("/etc/os-release");
        for (String line : files.lines(files.exists(file) ? file : files.root("/usr/lib/os-release"))) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
            }
        }
        if (values.isEmpty()) {
            return;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        OS_KEYS.forEach(key -> labels.put(key.toLowerCase(Locale.ROOT), values.getOrDefault(key, "")));
        add(0, labels, 1, out);
        Matcher version = Pattern.compile("^\\d+(\\.\\d+)?").matcher(values.getOrDefault("VERSION_ID", ""));
        if (version.find()) {
            labels.keySet().retainAll(List.of("id", "id_like", "name"));
            add(1, labels, Double.parseDouble(version.group()), out);
        }
    }

    /** Serial numbers only root may read; who may not sees the rest. */
    private void dmi(Samples out) {
        String directory = files.sys("class/dmi/id/");
        Map<String, String> labels = new LinkedHashMap<>();
        for (String file : files.list(directory)) {
            if (file.matches("(bios|board|chassis|product)_[a-z_]+|sys_vendor") && !file.equals("chassis_type")) {
                String text = files.text(directory + file);
                labels.put(file.equals("sys_vendor") ? "system_vendor" : file, text);
            }
        }
        if (!labels.isEmpty()) {
            add(0, labels, 1, out);
        }
    }

    private void add(int column, Map<String, String> labels, double value, Samples out) {
        Map<String, String> own = Map.copyOf(labels);
        rows.get(column).of(own.toString(), () -> own).add(out, 0, value);
    }
}
