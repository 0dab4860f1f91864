package io.github.homeexporter.discovery;

import java.util.List;

/**
 * A device that answered.
 *
 * @param key the setting of its address; of a copied route it has a dash and more before its dot
 * @param id of its kind, by which one that answered twice is one
 * @param address numeric
 * @param what a line for people
 * @param properties lines that are sure, {@code key=value}; empty when nothing is
 * @param remarks more lines for people, as what is still missing
 */
record FoundDevice(
        Kind kind, String key, String id, String address, String what, List<String> properties, List<String> remarks) {
    private static final int LONGEST_NAME = 64;

    /** In the order they are shown. */
    enum Kind {
        LUXTRONIK("lux.address", "docs/luxtronik.md, several heat pumps"),
        LOXONE("loxone.host", "docs/loxone.md, several Miniservers"),
        ISG("isg.url", "docs/isg.md, a second ISG"),
        PLUG("tapo.plug-devices", ""),
        OTHER("", "");

        /** The setting of its address. */
        final String key;

        /** Where it stands how a second one is read. */
        final String several;

        Kind(String key, String several) {
            this.key = key;
            this.several = several;
        }
    }

    FoundDevice {
        properties = List.copyOf(properties);
        remarks = List.copyOf(remarks);
    }

    FoundDevice(Kind kind, String id, String address, String what, List<String> properties, List<String> remarks) {
        this(kind, kind.key, id, address, what, properties, remarks);
    }

    /** A device of which nothing is sure. */
    static FoundDevice other(String key, String id, String address, String what, String... remarks) {
        return new FoundDevice(Kind.OTHER, key, id, address, what, List.of(), List.of(remarks));
    }

    /** What somebody else called a device, in quotes and with a blank before it; empty for nothing. */
    static String named(String foreign) {
        String plain = plain(foreign);
        return plain.isEmpty() ? "" : " \"" + plain + "\"";
    }

    /** Without whatever is no letter, digit, mark or sign that can be seen, and not longer than a name is. */
    static String plain(String foreign) {
        String seen = foreign.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
        int length = Math.min(LONGEST_NAME, seen.codePointCount(0, seen.length()));
        return seen.substring(0, seen.offsetByCodePoints(0, length)).strip();
    }
}
