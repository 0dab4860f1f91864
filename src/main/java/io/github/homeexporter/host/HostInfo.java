package io.github.homeexporter.host;

import static io.github.homeexporter.host.table.Form.OWN;

import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.environment.Identity;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who and what the host is, found out once. */
final class HostInfo {
    static final List<Column> COLUMNS = List.of(
            Column.info(OWN, "home_exporter_host_info", "Who the host is, what it runs in, and which rule told."),
            Column.gauge(
                    OWN,
                    "home_exporter_host_lxcfs",
                    "",
                    "1 when lxcfs shows the container's memory; 0: /proc/meminfo is the host's. Containers only."));

    private final HostRow info;
    private final HostRow lxcfsRow;
    private final boolean container;
    private final boolean lxcfs;

    HostInfo(Names names, Identity identity, Environment environment, String cgroupVersion) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("host_name", identity.hostName());
        labels.put("container_id", identity.containerId());
        labels.put("environment", environment.type().label());
        labels.put("strategy", environment.container() ? "container" : "host");
        labels.put("rule", environment.rule());
        labels.put("virtualization", environment.virtualization());
        labels.put("cgroup_version", cgroupVersion);
        info = names.row(COLUMNS.subList(0, 1), labels);
        lxcfsRow = names.row(COLUMNS.subList(1, 2));
        container = environment.container();
        lxcfs = environment.lxcfs();
    }

    void add(Samples out) {
        info.add(out, 0, 1);
        if (container) {
            lxcfsRow.add(out, 0, lxcfs ? 1 : 0);
        }
    }
}
