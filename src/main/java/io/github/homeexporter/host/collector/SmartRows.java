package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.LEGACY;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.report.SmartDisk;
import io.github.homeexporter.host.report.SmartField;
import io.github.homeexporter.host.report.SmartReport;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of disks, as samples. Who a disk is stands on one info metric; the replaced exporter's names have it on each. */
final class SmartRows {
    private static final Column INFO =
            Column.info(STANDARD, "smart_device_info", "The disk's model, serial number and firmware.");
    private static final List<Column> STATE = List.of(
            gauge(STANDARD, "smart_exit_status", "", "smartctl's exit status, a mask of bits: 8 is a failing disk."),
            gauge(
                    STANDARD,
                    "smart_device_standby",
                    "",
                    "1 when the disk sleeps: it was not woken, its values are old."),
            gauge(STANDARD, "smart_device_open_error", "", "1 when smartctl could not open the disk."),
            gauge(STANDARD, "smart_last_read_timestamp_seconds", "seconds", "When the disk was read, since 1970."));
    private static final Column ATTRIBUTE =
            gauge(STANDARD, "smart_attribute", "", "An attribute of an ATA disk: value, worst, threshold and raw.");
    private static final List<Column> LEGACY_ATTRIBUTE = List.of(
            gauge(LEGACY, "disk_smart_attribute_current", "", "An attribute of an ATA disk, in its maker's scale."),
            gauge(LEGACY, "disk_smart_attribute_worst", "", "The lowest the attribute ever was."),
            gauge(LEGACY, "disk_smart_attribute_threshold", "", "What the attribute should stay above."),
            gauge(
                    LEGACY,
                    "disk_smart_attribute_raw_value",
                    "",
                    "The attribute as counted; its meaning is the maker's."));

    private final Rows infos;
    private final Rows states;
    private final Rows standards;
    private final Rows legacies;
    private final Rows attributes;
    private final Rows legacyAttributes;

    SmartRows(Names names) {
        infos = new Rows(names, List.of(INFO));
        states = new Rows(names, STATE);
        standards = new Rows(names, SmartColumns.columns(SmartColumns.STANDARDS));
        legacies = new Rows(names, SmartColumns.columns(SmartColumns.LEGACIES));
        attributes = new Rows(names, List.of(ATTRIBUTE));
        legacyAttributes = new Rows(names, LEGACY_ATTRIBUTE);
    }

    static List<Column> columns() {
        List<Column> all = new ArrayList<>(STATE);
        all.addAll(List.of(INFO, ATTRIBUTE));
        all.addAll(LEGACY_ATTRIBUTE);
        all.addAll(SmartColumns.columns(SmartColumns.STANDARDS));
        all.addAll(SmartColumns.columns(SmartColumns.LEGACIES));
        return all;
    }

    void add(SmartState state, boolean withValues, Samples out) {
        SmartDisk disk = state.disk();
        Map<String, String> device = Map.of("device", disk.device());
        HostRow row = states.of("device", disk.device());
        row.add(out, 0, state.exit());
        row.add(out, 1, state.asleep() ? 1 : 0);
        row.add(out, 2, state.openFailed() ? 1 : 0);
        // another disk in the same place has counters of its own
        String key = disk.device() + "\n" + disk.model() + "\n" + disk.serial();
        if (!disk.model().isEmpty() || !disk.serial().isEmpty()) {
            infos.of(key + "\n" + disk.firmware(), () -> info(disk)).add(out, 0, 1);
        }
        if (withValues) {
            row.add(out, 3, state.readAt());
            SmartReport report = state.values();
            Map<SmartField, Long> accepted = addStandards(report, standards.of(key, () -> device), out);
            addLegacies(accepted, legacies.of(key, () -> identity(disk)), out);
            report.attributes().forEach(attribute -> add(attribute, disk, key, out));
        }
    }

    void endOfRound() {
        for (Rows rows : List.of(infos, states, standards, legacies, attributes, legacyAttributes)) {
            rows.endOfCycle();
        }
    }

    /** Returns what the guard of the counters let pass. */
    private static Map<SmartField, Long> addStandards(SmartReport report, HostRow row, Samples out) {
        Map<SmartField, Long> accepted = new EnumMap<>(SmartField.class);
        for (int i = 0; i < SmartColumns.STANDARDS.size(); i++) {
            SmartColumns column = SmartColumns.STANDARDS.get(i);
            long value = report.fields().getOrDefault(column.field(), Scan.NONE);
            if (column.isCounter()) {
                value = row.count(out, i, value, column.scale());
            } else {
                row.add(out, i, value, column.scale());
            }
            accepted.put(column.field(), value);
        }
        return accepted;
    }

    private static void addLegacies(Map<SmartField, Long> accepted, HostRow row, Samples out) {
        for (int i = 0; i < SmartColumns.LEGACIES.size(); i++) {
            SmartColumns column = SmartColumns.LEGACIES.get(i);
            row.add(out, i, accepted.getOrDefault(column.field(), Scan.NONE), column.scale());
        }
    }

    private void add(SmartReport.Attribute attribute, SmartDisk disk, String key, Samples out) {
        String[] types = {"value", "worst", "threshold", "raw"};
        long[] numbers = {attribute.value(), attribute.worst(), attribute.threshold(), attribute.raw()};
        HostRow old = legacyAttributes.of(key + "\n" + attribute.id() + "\n" + attribute.name(), () -> {
            Map<String, String> labels = identity(disk);
            labels.put("attribute_id", attribute.id());
            labels.put("attribute_name", attribute.name());
            return labels;
        });
        for (int i = 0; i < types.length; i++) {
            String type = types[i];
            attributes
                    .of(
                            key + "\n" + attribute.id() + "\n" + attribute.name() + "\n" + type,
                            () -> Map.of(
                                    "device", disk.device(),
                                    "id", attribute.id(),
                                    "name", attribute.name(),
                                    "value_type", type))
                    .add(out, 0, numbers[i], 1);
            old.add(out, i, numbers[i], 1);
        }
    }

    private static Map<String, String> info(SmartDisk disk) {
        return Map.of(
                "device", disk.device(),
                "model", disk.model(),
                "serial", disk.serial(),
                "firmware", disk.firmware(),
                "protocol", disk.protocol());
    }

    private static Map<String, String> identity(SmartDisk disk) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("device", disk.device());
        labels.put("model", disk.model());
        labels.put("serial", disk.serial());
        labels.put("interface", disk.connection());
        return labels;
    }
}
