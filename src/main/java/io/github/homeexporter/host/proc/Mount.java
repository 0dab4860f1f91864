package io.github.homeexporter.host.proc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of {@code /proc/N/mountinfo} (proc_pid_mountinfo(5)), octal escapes decoded.
 *
 * @param id {@code major:minor} of the device
 * @param root which directory of the file system is mounted
 * @param point where, as the process sees it
 * @param options of this mount
 * @param type {@code ext4}, {@code fuse.lxcfs}
 * @param source {@code /dev/sda1}, {@code rpool/data/subvol-101-disk-0}, {@code server:/export}
 * @param superOptions of the file system
 */
public record Mount(
        String id, String root, String point, String options, String type, String source, String superOptions) {
    public static List<Mount> parse(Scan in) {
        List<Mount> mounts = new ArrayList<>();
        while (in.line()) {
            in.word();
            in.word();
            String id = in.word();
            String root = decoded(in.word());
            String point = decoded(in.word());
            String options = in.word();
            boolean complete = false;
            while (in.more() && !complete) {
                complete = in.word().equals("-");
            }
            if (complete && !point.isEmpty()) {
                mounts.add(new Mount(id, root, point, options, in.word(), decoded(in.word()), in.word()));
            }
        }
        return mounts;
    }

    /** Read-only for everyone: the mount or the file system under it. */
    public boolean readOnly() {
        return hasOption(options, "ro") || hasOption(superOptions, "ro");
    }

    /** Whether a path is at this mount or below it. */
    public boolean covers(String path) {
        return path.startsWith(point)
                && (path.length() == point.length() || point.endsWith("/") || path.charAt(point.length()) == '/');
    }

    private static boolean hasOption(String options, String option) {
        return ("," + options + ",").contains("," + option + ",");
    }

    /** The kernel writes blank, tab, newline and backslash as three octal digits. */
    private static String decoded(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\\' && i + 3 < raw.length && octal(raw, i + 1) && octal(raw, i + 2) && octal(raw, i + 3)) {
                out.write((raw[i + 1] - '0') << 6 | (raw[i + 2] - '0') << 3 | (raw[i + 3] - '0'));
                i += 3;
            } else {
                out.write(raw[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean octal(byte[] raw, int at) {
        return raw[at] >= '0' && raw[at] <= '7';
    }
}
