package io.github.homeexporter.host.collector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;

/** What lm-sensors calls a chip: its driver's name, the bus and the address there (lm-sensors: lib/data.c). */
final class LmSensorsName {
    private static final Pattern PCI =
            Pattern.compile(".*/[0-9a-f]{4}:([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])(/nvme/nvme\\d+)?");
    private static final Pattern PLATFORM = Pattern.compile(".*/[^/]+\\.(\\d{1,6})");

    private LmSensorsName() {}

    /**
     * {@code k10temp-pci-00c3}, {@code coretemp-isa-0000}.
     *
     * @param device real path of the chip's device, empty when there is none
     * @return empty for other buses
     */
    static String of(String driver, String device) {
        Matcher pci = PCI.matcher(device);
        if (pci.matches()) {
            int address = Integer.parseInt(pci.group(1), 16) << 8
                    | Integer.parseInt(pci.group(2), 16) << 3
                    | Integer.parseInt(pci.group(3), 16);
            return String.format(Locale.ROOT, "%s-pci-%04x", driver, address);
        }
        Matcher platform = PLATFORM.matcher(device);
        return platform.matches()
                ? String.format(Locale.ROOT, "%s-isa-%04x", driver, Integer.parseInt(platform.group(1)))
                : "";
    }
}
