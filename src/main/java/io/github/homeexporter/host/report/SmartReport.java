package io.github.homeexporter.host.report;

import com.google.re2j.Pattern;
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
 * @param asleep whether the disk was left asleep: nothing was read
 */
public record SmartReport(
        SmartDisk disk,
        int exit,
        Map<SmartField, Long> fields,
        List<Attribute> attributes,
        String complaint,
        boolean asleep) {
    private static final int CALLED_WRONGLY = 1;
    private static final int NOT_OPENED = 2;

    /** What {@code --nocheck=standby,3} says: bits 0 and 1 together, which no other case sets. */
    private static final int ASLEEP = 3;

    /**
     * What smartctl writes when it leaves a disk asleep, whatever exit status it was told to say so by (2 without a number, and
     * 0 is possible): {@code Device is in STANDBY mode, exit(2)}, for SAS {@code STANDBY BY TIMER}, {@code IDLE BY COMMAND}.
     */
    private static final Pattern LEFT_ASLEEP = Pattern.compile("(?i)\\b(standby|sleep|idle).* mode, exit\\(\\d+\\)");

    /** ATA's modes below idle (ACS: CHECK POWER MODE): standby, its kinds, sleep. */
    private static final Pattern ASLEEP_MODE = Pattern.compile("(?i).*\\b(standby|sleep).*");

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
        List<Attribute> attributes = attributes(json);
        boolean asleep = exit == ASLEEP
                || messages(json).stream()
                        .anyMatch(said -> LEFT_ASLEEP.matcher(said).find())
                || attributes.isEmpty() && isAsleep(json.object("power_mode"));
        return new SmartReport(SmartDisk.of(json, path), (int) exit, fields, attributes, complaint(json), asleep);
    }

    /** By its name, or by the byte that CHECK POWER MODE gives: 0 standby, 1 standby_y; newer smartctl has either. */
    private static boolean isAsleep(Json mode) {
        long value = mode.whole("ata_value", Scan.NONE);
        return value == 0
                || value == 1
                || List.of("name", "string", "scsi_string", "ata_string").stream()
                        .anyMatch(key -> ASLEEP_MODE.matches(mode.text(key)));
    }

    public boolean isAsleep() {
        return asleep;
    }

    /** Whether the values below are the disk's; the mask says more of its health, not of the reading. */
    public boolean isRead() {
        return !asleep && (exit & (CALLED_WRONGLY | NOT_OPENED)) == 0;
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
        return messages(json).stream().findFirst().orElse("");
    }

    private static List<String> messages(Json json) {
        return json.object("smartctl").objects("messages").stream()
                .map(message -> message.text("string").strip())
                .filter(message -> !message.isEmpty())
                .toList();
    }
}
