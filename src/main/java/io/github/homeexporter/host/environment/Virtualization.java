package io.github.homeexporter.host.environment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The maker of the virtual machine, from what the firmware says of itself. */
final class Virtualization {
    private static final Map<String, String> MAKERS = new LinkedHashMap<>();

    static {
        MAKERS.put("amazon ec2", "amazon");
        MAKERS.put("google", "google");
        MAKERS.put("vmware", "vmware");
        MAKERS.put("virtualbox", "virtualbox");
        MAKERS.put("parallels", "parallels");
        MAKERS.put("bochs", "bochs");
        MAKERS.put("xen", "xen");
        MAKERS.put("kvm", "kvm");
        MAKERS.put("qemu", "qemu");
    }

    private Virtualization() {}

    /** Empty when nothing speaks of a virtual machine; {@code other} when its maker keeps silent. */
    static String of(Evidence e) {
        String firmware = (e.sysVendor() + " " + e.productName()).toLowerCase(Locale.ROOT);
        // a Surface is made by Microsoft too
        if (firmware.contains("microsoft corporation") && firmware.contains("virtual machine")) {
            return "hyperv";
        }
        for (Map.Entry<String, String> maker : MAKERS.entrySet()) {
            if (firmware.contains(maker.getKey())) {
                return maker.getValue();
            }
        }
        if (!e.hypervisorType().isEmpty()) {
            String type = e.hypervisorType().toLowerCase(Locale.ROOT);
            return type.contains("xen") ? "xen" : type.contains("kvm") ? "kvm" : "other";
        }
        return e.hypervisorFlag() ? "other" : "";
    }
}
