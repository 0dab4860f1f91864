package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Column.info;

import io.github.homeexporter.host.collector.Kernel.Timex;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** How well the clock is kept: adjtimex(2). Absent where it cannot be asked, as on 32-bit machines. */
    static final class TimexCollector implements Collector {
        private static final List<Column> COLUMNS = Column.table("""
                STANDARD GAUGE node_timex_offset_seconds seconds What the clock is still to be moved by.
                STANDARD GAUGE node_timex_frequency_adjustment_ratio - How much faster the clock is made to run.
                STANDARD GAUGE node_timex_maxerror_seconds seconds The clock's greatest possible error.
                STANDARD GAUGE node_timex_estimated_error_seconds seconds The clock's estimated error.
                STANDARD GAUGE node_timex_status - Bits of the clock's status, STA_* of adjtimex(2).
                STANDARD GAUGE node_timex_loop_time_constant - Time constant of the phase-locked loop.
                STANDARD GAUGE node_timex_tick_seconds seconds Time between ticks of the clock.
                STANDARD GAUGE node_timex_pps_frequency_hertz hertz Frequency of the pulse per second.
                STANDARD GAUGE node_timex_pps_jitter_seconds seconds Jitter of the pulse per second.
                STANDARD GAUGE node_timex_pps_shift_seconds seconds Duration of an interval of the pulse per second.
                STANDARD GAUGE node_timex_pps_stability_hertz hertz Stability of the pulse per second.
                STANDARD COUNTER node_timex_pps_jitter_total - Pulses with too much jitter.
                STANDARD COUNTER node_timex_pps_calibration_total - Intervals of calibration.
                STANDARD COUNTER node_timex_pps_error_total - Errors of calibration.
                STANDARD COUNTER node_timex_pps_stability_exceeded_total - Times the stability was exceeded.
                STANDARD GAUGE node_timex_tai_offset_seconds seconds Leap seconds: TAI less UTC.
                STANDARD GAUGE node_timex_sync_status - 1 when the clock is synchronized.
                """);
        private static final int TIME_ERROR = 5;
        /** STA_NANO: offset and jitter are nanoseconds, microseconds otherwise. */
        private static final int NANOSECONDS = 0x2000;

        private static final double MICRO = 1e6;
        private static final double NANO = 1e9;
        /** Frequencies are parts per million with 16 bits of fraction. */
        private static final double PPM16 = 1e6 * 65536;

        private final CollectorContext context;
        private final HostRow row;

        TimexCollector(CollectorContext context) {
            this.context = context;
            row = context.names().row(COLUMNS);
        }

        @Override
        public void collect(Samples out) throws IOException {
            Timex now = context.kernel().timex();
            if (now != null) {
                double[] values = values(now);
                for (int i = 0; i < values.length; i++) {
                    row.add(out, i, values[i]);
                }
            }
        }

        /** In the order of the columns; where each field of struct timex stands is the same on all 64-bit Linux. */
        static double[] values(Timex timex) {
            ByteBuffer fields = timex.fields();
            int status = fields.getInt(40);
            double unit = (status & NANOSECONDS) == 0 ? MICRO : NANO;
            return new double[] {
                fields.getLong(8) / unit,
                1 + fields.getLong(16) / PPM16,
                fields.getLong(24) / MICRO,
                fields.getLong(32) / MICRO,
                status,
                fields.getLong(48),
                fields.getLong(88) / MICRO,
                fields.getLong(96) / PPM16,
                fields.getLong(104) / unit,
                fields.getInt(112),
                fields.getLong(120) / PPM16,
                fields.getLong(128),
                fields.getLong(136),
                fields.getLong(144),
                fields.getLong(152),
                fields.getInt(160),
                timex.state() == TIME_ERROR ? 0 : 1
            };
        }
    }
}
