package io.github.homeexporter.host.command;

import com.google.re2j.Pattern;

/** Names from outside that become arguments: none may be taken for an option or lead elsewhere. */
public final class Operands {
    private static final Pattern DEVICE = Pattern.compile("/dev/[A-Za-z0-9/_-]+");

    /** zpoolconcepts(7) allows these; it also forbids a name to begin with anything but a letter. */
    private static final Pattern POOL = Pattern.compile("[A-Za-z][A-Za-z0-9 _.:-]*");

    private Operands() {}

    /** The path of a device below /dev: letters, digits, {@code / _ -}. */
    public static boolean isDevice(String text) {
        return DEVICE.matches(text) && !text.contains("//");
    }

    public static boolean isPool(String text) {
        return POOL.matches(text);
    }

    /**
     * The text itself.
     *
     * @throws IllegalArgumentException when it is no device
     */
    public static String device(String text) {
        if (!isDevice(text)) {
            throw new IllegalArgumentException(
                    "device \"" + text + "\": must be a path below /dev of letters, digits, / _ -, such as /dev/sda");
        }
        return text;
    }
}
