package io.github.homeexporter.host.report;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.host.proc.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What smartctl says of one disk in JSON.
 *
 * @param exit smartctl's exit status, a mask: 1 called wrongly, 2 not opened, 4 a command failed, 8 the disk is failing, 16
 *     and 32 attributes at or below their threshold now or earlier, 64 errors in its log, 128 failed self-tests
 * @param fields those the report has
 * @param complaint smartctl's first own error message, empty when there is none
 */
public record SmartReport(
        SmartDisk disk, int exit, Map<SmartField, Long> fields, List<Attribute> attributes, String complaint) {
    private static final int CALLED_WRONGLY = 1;
    private static final int NOT_OPENED = 2;

    /** What {@code --nocheck=standby,3} says: bits 0 and 1 together, which no other case sets. */
    private static final int ASLEEP = 3;

    /** One of an ATA disk's attributes. The raw number's meaning is the maker's. */
    public record Attribute(String id, String name, long value, long worst, long threshold, long raw) {}

    public SmartReport {
        fields = Map.copyOf(fields);
        attributes = List.copyOf(attributes);
    }

    /**
     * @param path of the device that was asked for, for a report that does not name it
     * @throws IOException when it is no JSON, or not smartctl's
     */
    public static SmartReport parse(String text, String path) throws IOException {
        Json json = Json.parse(text);
        long exit = json.object("smartctl").whole("exit_status", Scan.NONE);
        if (exit == Scan.NONE) {
            throw new IOException("JSON, but without smartctl.exit_status");
        }
        Map<SmartField, Long> fields = new EnumMap<>(SmartField.class);
        for (SmartField field : SmartField.values()) {
            long value = field.of(json);
            if (value != Scan.NONE) {
                fields.put(field, value);
            }
        }
        return new SmartReport(SmartDisk.of(json, path), (int) exit, fields, attributes(json), complaint(json));
    }

    public boolean isAsleep() {
        return exit == ASLEEP;
    }

    /** Whether the values below are the disk's; the mask says more of its health, not of the reading. */
    public boolean isRead() {
        return (exit & (CALLED_WRONGLY | NOT_OPENED)) == 0;
    }

    private static List<Attribute> attributes(Json json) {
        List<Attribute> found = new ArrayList<>();
        for (Json row : json.object("ata_smart_attributes").objects("table")) {
            long id = row.whole("id", Scan.NONE);
            if (id != Scan.NONE) {
                found.add(new Attribute(
                        String.valueOf(id),
                        row.text("name"),
                        row.whole("value", Scan.NONE),
                        row.whole("worst", Scan.NONE),
                        row.whole("thresh", Scan.NONE),
                        row.object("raw").whole("value", Scan.NONE)));
            }
        }
        return found;
    }

    private static String complaint(Json json) {
        return json.object("smartctl").objects("messages").stream()
                .map(message -> message.text("string").strip())
                .filter(message -> !message.isEmpty())
                .findFirst()
                .orElse("");
    }
}
