package io.github.homeexporter.host.report;

import io.github.homeexporter.formats.Json;

/**
 * Which disk a report is of; empty for what it does not say.
 *
 * @param device its path, with smartctl's type where several disks share one path
 * @param connection smartctl's word for how it is reached: sat, nvme, scsi
 * @param protocol ATA, NVMe, SCSI
 */
public record SmartDisk(
        String device, String connection, String model, String serial, String firmware, String protocol) {
    static SmartDisk of(Json json, String path) {
        Json device = json.object("device");
        String name = device.text("name").isEmpty() ? path : device.text("name");
        String type = device.text("type");
        return new SmartDisk(
                label(name, type),
                type,
                first(json, "model_name", "scsi_model_name"),
                json.text("serial_number").strip(),
                first(json, "firmware_version", "scsi_revision"),
                device.text("protocol"));
    }

    private static String first(Json json, String name, String scsiName) {
        String text = json.text(name).strip();
        return text.isEmpty() ? json.text(scsiName).strip() : text;
    }

    /** Disks behind a controller have one path and a number: {@code /dev/bus/0 megaraid,3}. */
    public static String label(String name, String type) {
        return type.contains(",") ? name + " " + type : name;
    }
}
