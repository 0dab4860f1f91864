package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.List;

/** How well the clock is kept: adjtimex(2). Absent where it cannot be asked, as on 32-bit machines. */
final class TimexCollector implements Collector {
    private static final List<Column> COLUMNS = List.of(
            gauge(STANDARD, "node_timex_offset_seconds", "seconds", "What the clock is still to be moved by."),
            gauge(STANDARD, "node_timex_frequency_adjustment_ratio", "", "How much faster the clock is made to run."),
            gauge(STANDARD, "node_timex_maxerror_seconds", "seconds", "The clock's greatest possible error."),
            gauge(STANDARD, "node_timex_estimated_error_seconds", "seconds", "The clock's estimated error."),
            gauge(STANDARD, "node_timex_status", "", "Bits of the clock's status, STA_* of adjtimex(2)."),
            gauge(STANDARD, "node_timex_loop_time_constant", "", "Time constant of the phase-locked loop."),
            gauge(STANDARD, "node_timex_tick_seconds", "seconds", "Time between ticks of the clock."),
            gauge(STANDARD, "node_timex_pps_frequency_hertz", "hertz", "Frequency of the pulse per second."),
            gauge(STANDARD, "node_timex_pps_jitter_seconds", "seconds", "Jitter of the pulse per second."),
            gauge(
                    STANDARD,
                    "node_timex_pps_shift_seconds",
                    "seconds",
                    "Duration of an interval of the pulse per second."),
            gauge(STANDARD, "node_timex_pps_stability_hertz", "hertz", "Stability of the pulse per second."),
            counter(STANDARD, "node_timex_pps_jitter_total", "", "Pulses with too much jitter."),
            counter(STANDARD, "node_timex_pps_calibration_total", "", "Intervals of calibration."),
            counter(STANDARD, "node_timex_pps_error_total", "", "Errors of calibration."),
            counter(STANDARD, "node_timex_pps_stability_exceeded_total", "", "Times the stability was exceeded."),
            gauge(STANDARD, "node_timex_tai_offset_seconds", "seconds", "Leap seconds: TAI less UTC."),
            gauge(STANDARD, "node_timex_sync_status", "", "1 when the clock is synchronized."));

    private final CollectorContext context;
    private final HostRow row;

    TimexCollector(CollectorContext context) {
        this.context = context;
        row = context.names().row(COLUMNS);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void collect(Samples out) throws IOException {
        Timex now = context.kernel().timex();
        if (now != null) {
            double[] values = {
                now.offsetSeconds(),
                now.frequencyRatio(),
                now.maxErrorSeconds(),
                now.estimatedErrorSeconds(),
                now.status(),
                now.loopTimeConstant(),
                now.tickSeconds(),
                now.ppsFrequencyHertz(),
                now.ppsJitterSeconds(),
                now.ppsShiftSeconds(),
                now.ppsStabilityHertz(),
                now.ppsJitters(),
                now.ppsCalibrations(),
                now.ppsErrors(),
                now.ppsStabilitiesExceeded(),
                now.taiOffsetSeconds(),
                now.synchronization()
            };
            for (int i = 0; i < values.length; i++) {
                row.add(out, i, values[i]);
            }
        }
    }
}
