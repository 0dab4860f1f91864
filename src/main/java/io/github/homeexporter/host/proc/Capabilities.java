package io.github.homeexporter.host.proc;

/** What a process may do, from /proc/PID/status (capabilities(7)). */
public final class Capabilities {
    /** Commands to disks, past the file system. */
    private static final int SYS_RAWIO = 17;

    private Capabilities() {}

    /** Whether the effective set holds CAP_SYS_RAWIO; false when the file does not say. */
    public static boolean mayReadDisks(Scan status) {
        while (status.line()) {
            if (status.passed("CapEff:")) {
                String mask = status.rest();
                return mask.matches("[0-9a-f]{1,16}") && (Long.parseUnsignedLong(mask, 16) >>> SYS_RAWIO & 1) == 1;
            }
        }
        return false;
    }
}
