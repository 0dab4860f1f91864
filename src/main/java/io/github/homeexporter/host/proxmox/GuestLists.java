package io.github.homeexporter.host.proxmox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code pct list} and {@code qm list} print, as entries of the kind the API has. */
final class GuestLists {
    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    private GuestLists() {}

    /**
     * VMID, Status, Lock, Name. The lock is mostly blank, and one as long as {@code snapshot-delete} pushes the name out of
     * its column: so words are counted, and only of three it is asked where the last one stands.
     */
    static List<PveEntry> ofPct(String text, String node) {
        List<PveEntry> guests = new ArrayList<>();
        int nameColumn = Integer.MAX_VALUE;
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+");
            if (words[0].equals("VMID")) {
                nameColumn = Math.max(0, line.indexOf("Name"));
            } else if (words.length >= 2 && isId(words[0])) {
                Map<String, String> fields = guest("lxc", words[0], node, words[1]);
                if (words.length >= 4) {
                    fields.put("lock", words[2]);
                    fields.put("name", words[3]);
                } else if (words.length == 3) {
                    boolean isLock = line.lastIndexOf(words[2]) < nameColumn && nameColumn != Integer.MAX_VALUE;
                    fields.put(isLock ? "lock" : "name", words[2]);
                }
                guests.add(new PveEntry(fields));
            }
        }
        return guests;
    }

    /** VMID, NAME, STATUS, MEM(MB), BOOTDISK(GB), PID. A VM without a name is called {@code VM 100}: so it is read from the end. */
    static List<PveEntry> ofQm(String text, String node) {
        List<PveEntry> guests = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+");
            int n = words.length;
            if (n < 6 || !isId(words[0])) {
                continue;
            }
            Map<String, String> fields = guest("qemu", words[0], node, words[n - 4]);
            fields.put("name", String.join(" ", Arrays.copyOfRange(words, 1, n - 4)));
            fields.put("maxmem", bytes(words[n - 3], MIB));
            fields.put("maxdisk", bytes(words[n - 2], GIB));
            guests.add(new PveEntry(fields));
        }
        return guests;
    }

    private static Map<String, String> guest(String type, String id, String node, String status) {
        Map<String, String> fields = new HashMap<>();
        fields.put("type", type);
        fields.put("id", type + "/" + id);
        fields.put("vmid", id);
        fields.put("node", node);
        fields.put("status", status);
        return fields;
    }

    private static boolean isId(String word) {
        return word.matches("[1-9][0-9]{2,8}");
    }

    private static String bytes(String word, double unit) {
        return word.matches("[0-9]{1,9}(\\.[0-9]{1,6})?") ? String.valueOf(Double.parseDouble(word) * unit) : "";
    }
}
