package io.github.homeexporter.isg.page;

import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.isg.page.IsgPage.PageRow;
import io.github.homeexporter.isg.page.IsgPage.WebCycle;
import io.github.homeexporter.isg.page.IsgPage.WebCycle.PageRows;
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

    private record Line(PageId page, PageRow row) {}

    private final String device;
    private final RowOptions options;
    private final Map<List<String>, Line> flags = new LinkedHashMap<>();
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
                flags.put(place(line.row()), line);
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

    /**
     * Which labels stand in more than one section. Kept while pages are missing, so that a name does not change its meaning
     * because a page was slow.
     */
    static final class SectionNames {
        static final SectionNames NONE = new SectionNames(Map.of());

        private final Map<String, List<String>> sections;

        private SectionNames(Map<String, List<String>> sections) {
            this.sections = sections;
        }

        /** As these rows, which are all there are. */
        static SectionNames of(List<PageRow> rows) {
            return NONE.and(rows);
        }

        /** With what some more rows show. What was last before stays last. */
        SectionNames and(List<PageRow> rows) {
            Map<String, List<String>> all = new LinkedHashMap<>();
            sections.forEach((label, known) -> all.put(label, new ArrayList<>(known)));
            for (PageRow row : rows) {
                List<String> known = all.computeIfAbsent(label(row), l -> new ArrayList<>());
                if (known.contains(row.section())) {
                    continue;
                }
                if (sections.containsKey(label(row))) {
                    known.add(0, row.section());
                } else {
                    known.add(row.section());
                }
            }
            return new SectionNames(all);
        }

        boolean isDuplicate(PageRow row) {
            return sections.getOrDefault(label(row), List.of()).size() > 1;
        }

        /** Whether it is the one whose value the replaced exporter shows. */
        boolean isLast(PageRow row) {
            List<String> known = sections.getOrDefault(label(row), List.of());
            return !known.isEmpty() && known.get(known.size() - 1).equals(row.section());
        }

        int duplicates() {
            return (int)
                    sections.values().stream().filter(known -> known.size() > 1).count();
        }

        /** As alike as two labels need to be to make the same name. */
        private static String label(PageRow row) {
            String name = row.label()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[ /-]", "_")
                    .replaceAll("[.()*,]", "");
            return (row.isFlag() ? "flag_" : "") + name;
        }
    }

    /**
     * Lines of one round that are not shown as they stand.
     *
     * @param circuit2 left out on demand
     * @param sensorFaults temperatures that mean a broken sensor
     * @param duplicates names that stand in several sections, and lines that stand twice in one
     */
    public record RowCounts(int circuit2, int sensorFaults, int duplicates) {
        static final RowCounts NONE = new RowCounts(0, 0, 0);
    }

    /**
     * What becomes of the lines.
     *
     * @param sectionPrefix whether every legacy name begins with its section; names that stand in several sections always do
     * @param skipCircuit2 whether lines of the second heating circuit are left out
     * @param legacyNames whether the replaced exporter's names are wanted
     */
    public record RowOptions(boolean sectionPrefix, boolean skipCircuit2, boolean legacyNames) {}
}
