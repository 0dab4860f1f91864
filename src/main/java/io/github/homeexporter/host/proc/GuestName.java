package io.github.homeexporter.host.proc;

/**
 * A Proxmox guest as the kernel's names show it: control group {@code lxc/101} or {@code qemu.slice/200.scope}, interface
 * {@code veth101i0} or {@code tap200i0}.
 *
 * @param type {@code lxc} or {@code qemu}
 * @param id 100 to 999999999, as Proxmox allows
 */
public record GuestName(String type, String id) {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 9;

    /** Of a directory of {@code lxc}; null when it is no guest's, like {@code 101-1} or a name. */
    public static GuestName ofContainerGroup(String directory) {
        return of("lxc", directory);
    }

    /** Of a directory of {@code qemu.slice}; null when it is no guest's. */
    public static GuestName ofMachineGroup(String directory) {
        return directory.endsWith(".scope")
                ? of("qemu", directory.substring(0, directory.length() - ".scope".length()))
                : null;
    }

    /** {@code lxc/101}, as the API has it. */
    public String key() {
        return type + "/" + id;
    }

    private static GuestName of(String type, String id) {
        boolean legal = id.length() >= SHORTEST && id.length() <= LONGEST && id.charAt(0) != '0';
        for (int i = 0; legal && i < id.length(); i++) {
            legal = id.charAt(i) >= '0' && id.charAt(i) <= '9';
        }
        return legal ? new GuestName(type, id) : null;
    }

    /**
     * The host's end of a guest's network card.
     *
     * @param name the guest's name for it in its configuration: {@code net0}
     */
    public record Card(GuestName guest, String name) {
        /** Of an interface; null when it is no guest's. Bridges and ends of firewalls ({@code fwpr101p0}) are not. */
        public static Card of(String device) {
            String type = device.startsWith("veth") ? "lxc" : device.startsWith("tap") ? "qemu" : "";
            int start = type.equals("lxc") ? "veth".length() : "tap".length();
            int mark = device.indexOf('i', start);
            if (type.isEmpty() || mark < 0 || mark == device.length() - 1) {
                return null;
            }
            for (int i = mark + 1; i < device.length(); i++) {
                if (device.charAt(i) < '0' || device.charAt(i) > '9') {
                    return null;
                }
            }
            GuestName guest = GuestName.of(type, device.substring(start, mark));
            return guest == null ? null : new Card(guest, "net" + device.substring(mark + 1));
        }
    }
}
