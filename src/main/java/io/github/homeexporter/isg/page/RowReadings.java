package io.github.homeexporter.isg.page;

import io.github.homeexporter.sample.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes readings of the lines. A reading's {@code raw} holds words for the rules: {@code on} or {@code off} for what an icon
 * says, {@code prefixed} when its legacy name begins with the section, {@code bare} for the copy of a duplicate that keeps
 * the name without it.
 */
public final class RowReadings {
    /** LWZ write HK2, WPM write HK 2, English ones HC 2; the replaced exporter knew the first only. */
    private static final Pattern CIRCUIT_2 =
            Pattern.compile("\\bH[KC][ _-]?2(?!\\d)|(?:heizkreis|circuit) 2(?!\\d)", Pattern.CASE_INSENSITIVE);
    /** What an LWZ shows for a sensor that is not connected (-60) or short-circuited (-50): ISG Modbus manual. */
    private static final Pattern SENSOR_FAULT = Pattern.compile("[-\u2212][56]0(?:[.,]0+)? ?°C");

    private static final int MAX_FLAGS = 1_000;

    private record Flag(PageId page, PageRow row) {}

    private record Line(PageId page, PageRow row) {}

    private final String device;
    private final RowOptions options;
    private final Map<List<String>, Flag> flags = new LinkedHashMap<>();
    private SectionNames names = SectionNames.NONE;
    private RowCounts counts = RowCounts.NONE;

    public RowReadings(String device, RowOptions options) {
        this.device = device;
        this.options = options;
    }

    /** Readings of a round, with the flags that are off because their line has gone from a page that was read. */
    public List<Reading> of(WebCycle cycle) {
        int circuit = 0;
        int sensors = 0;
        Map<List<String>, Line> lines = new LinkedHashMap<>();
        int same = 0;
        for (PageRows page : cycle.pages()) {
            for (PageRow row : page.rows()) {
                if (options.skipCircuit2() && isCircuit2(row)) {
                    circuit++;
                } else if (!row.text().isEmpty() || row.isFlag()) {
                    sensors += SENSOR_FAULT.matcher(row.text()).matches() ? 1 : 0;
                    same += lines.put(place(row), new Line(page.page(), row)) == null ? 0 : 1;
                }
            }
        }
        remember(lines.values());
        addFlagsThatAreOff(lines, cycle);
        List<PageRow> rows = lines.values().stream().map(Line::row).toList();
        names = cycle.isComplete() ? SectionNames.of(rows) : names.and(rows);
        counts = new RowCounts(circuit, sensors, names.duplicates() + same);
        List<Reading> readings = new ArrayList<>();
        rows.forEach(row -> add(readings, row));
        addAboutIsg(readings, cycle);
        return readings;
    }

    /** Of the last round. */
    public RowCounts counts() {
        return counts;
    }

    private void add(List<Reading> readings, PageRow row) {
        String icon = !row.isFlag() ? "" : row.icon() == PageRow.Icon.ON ? "on" : "off";
        boolean duplicate = names.isDuplicate(row);
        readings.add(reading(row, options.sectionPrefix() || duplicate ? words(icon, "prefixed") : icon));
        // dashboards of the replaced exporter know this one only
        if (duplicate && !options.sectionPrefix() && options.legacyNames() && names.isLast(row)) {
            readings.add(reading(row, words(icon, "bare")));
        }
    }

    private void addFlagsThatAreOff(Map<List<String>, Line> lines, WebCycle cycle) {
        flags.forEach((place, flag) -> {
            if (!cycle.faults().containsKey(flag.page()) && !lines.containsKey(place)) {
                PageRow row = flag.row();
                lines.put(place, new Line(flag.page(), new PageRow(row.section(), row.label(), "", PageRow.Icon.OFF)));
            }
        });
    }

    private void remember(Collection<Line> lines) {
        for (Line line : lines) {
            if (line.row().isFlag() && flags.size() < MAX_FLAGS) {
                flags.put(place(line.row()), new Flag(line.page(), line.row()));
            }
        }
    }

    private void addAboutIsg(List<Reading> readings, WebCycle cycle) {
        if (!cycle.firmware().isEmpty()) {
            readings.add(new Reading(device, "ISG", "firmware", cycle.firmware(), "", "about"));
        }
        if (!cycle.language().isEmpty()) {
            readings.add(new Reading(device, "ISG", "language", cycle.language(), "", "about"));
        }
    }

    private Reading reading(PageRow row, String raw) {
        return new Reading(device, row.section().replace('/', ' '), row.label(), row.text(), "", raw);
    }

    private static String words(String icon, String word) {
        return icon.isEmpty() ? word : icon + " " + word;
    }

    private static boolean isCircuit2(PageRow row) {
        return CIRCUIT_2.matcher(row.label()).find()
                || CIRCUIT_2.matcher(row.section()).find();
    }

    /** A line that turns from a number into an icon is another one: the icon has its own name. */
    private static List<String> place(PageRow row) {
        return List.of(row.section(), row.label().toLowerCase(Locale.ROOT), row.isFlag() ? "flag" : "value");
    }
}
