package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Column.info;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The clock, and what drives it. */
final class TimeCollector implements Collector {
    private static final List<Column> NOW =
            List.of(gauge(STANDARD, "node_time_seconds", "seconds", "The system's clock, since 1970."));
    private static final List<Column> ZONE = List.of(
            gauge(STANDARD, "node_time_zone_offset_seconds", "seconds", "How far the local time is ahead of UTC."));
    private static final List<Column> SOURCES = List.of(
            info(STANDARD, "node_time_clocksource_available_info", "What could drive the clock."),
            info(STANDARD, "node_time_clocksource_current_info", "What drives the clock."));
    private static final DateTimeFormatter ABBREVIATION = DateTimeFormatter.ofPattern("zzz", Locale.ROOT);
    private static final double MILLI = 1e-3;

    private final CollectorContext context;
    private final HostFiles files;
    private final HostRow now;
    private final Rows zones;
    private final Rows sources;

    TimeCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        now = context.names().row(NOW);
        zones = new Rows(context.names(), ZONE);
        sources = new Rows(context.names(), SOURCES);
    }

    @Override
    public List<Column> columns() {
        return Stream.of(NOW, ZONE, SOURCES).flatMap(List::stream).toList();
    }

    @Override
    public void collect(Samples out) {
        now.add(out, 0, context.clock().millis(), MILLI);
        ZonedDateTime here = context.clock().instant().atZone(context.clock().getZone());
        String zone = ABBREVIATION.format(here);
        zones.of("time_zone", zone).add(out, 0, here.getOffset().getTotalSeconds());
        String base = files.sys("devices/system/clocksource/");
        for (String name : files.list(base)) {
            if (name.startsWith("clocksource")) {
                String device = name.substring("clocksource".length());
                String current = files.text(base + name + "/current_clocksource");
                for (String source :
                        files.text(base + name + "/available_clocksource").split("\\s+")) {
                    add(device, source, 0, out);
                }
                add(device, current, 1, out);
            }
        }
        zones.endOfCycle();
        sources.endOfCycle();
    }

    private void add(String device, String source, int column, Samples out) {
        if (!source.isEmpty()) {
            sources.of(device + " " + source, () -> Map.of("device", device, "clocksource", source))
                    .add(out, column, 1);
        }
    }
}
