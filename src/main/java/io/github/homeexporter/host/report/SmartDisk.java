package io.github.homeexporter.host.report;

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
        Json device = json.at("device");
        String name = device.text("name").isEmpty() ? path : device.text("name");
        String type = device.text("type");
        String model = json.text("model_name").isEmpty() ? json.text("scsi_model_name") : json.text("model_name");
        return new SmartDisk(
                label(name, type),
                type,
                model,
                json.text("serial_number"),
                json.text("firmware_version").isEmpty() ? json.text("scsi_revision") : json.text("firmware_version"),
                device.text("protocol"));
    }

    /** Disks behind a controller have one path and a number: {@code /dev/bus/0 megaraid,3}. */
    public static String label(String name, String type) {
        return type.contains(",") ? name + " " + type : name;
    }
}
