package io.github.homeexporter.host.report;

import com.google.re2j.Pattern;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.host.report.SmartReport.SmartDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk to ask for.
 *
 * @param path below /dev
 * @param type smartctl's {@code --device}, empty to let it find out
 */
public record SmartTarget(String path, String type) {
    /** Neither an option nor a way elsewhere. */
    private static final Pattern DEVICE = Pattern.compile("/dev/[A-Za-z0-9/_-]+");

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+,/_-]*");

    public SmartTarget {
        if (!isDevice(path)) {
            throw new IllegalArgumentException(
                    "device \"" + path + "\": must be a path below /dev of letters, digits, / _ -, such as /dev/sda");
        }
        if (!type.isEmpty() && !TYPE.matches(type)) {
            throw new IllegalArgumentException("device \"" + path + "\": type \"" + type
                    + "\" is not one of smartctl's, such as sat or megaraid,0");
        }
    }

    /**
     * A list such as {@code /dev/sda, /dev/bus/0:megaraid,3}.
     *
     * @throws IllegalArgumentException naming the entry that is no device
     */
    public static List<SmartTarget> list(String text) {
        List<SmartTarget> targets = new ArrayList<>();
        // a type may hold a comma; what follows a comma between entries is the next path
        for (String entry : text.strip().split("\\s*,\\s*(?!\\d)|\\s+")) {
            if (!entry.isEmpty()) {
                int colon = entry.indexOf(':');
                targets.add(
                        colon < 0
                                ? new SmartTarget(entry, "")
                                : new SmartTarget(entry.substring(0, colon), entry.substring(colon + 1)));
            }
        }
        return List.copyOf(targets);
    }

    /**
     * What {@code smartctl --scan --json} found; entries that could be taken for an option are left out. It opens no disk, so
     * that none is woken, and therefore calls every SATA disk {@code scsi}: smartctl has to find out itself when it is asked.
     *
     * @throws IOException when it is no JSON
     */
    public static List<SmartTarget> scanned(String text) throws IOException {
        List<SmartTarget> targets = new ArrayList<>();
        for (Json device : Json.parse(text).objects("devices")) {
            String name = device.text("name");
            String type = device.text("type");
            if (isDevice(name) && (type.isEmpty() || TYPE.matches(type))) {
                targets.add(new SmartTarget(name, type.equals("scsi") || type.equals("ata") ? "" : type));
            }
        }
        return List.copyOf(targets);
    }

    public String label() {
        return SmartDisk.label(path, type);
    }

    private static boolean isDevice(String text) {
        return DEVICE.matches(text) && !text.contains("//");
    }
}
