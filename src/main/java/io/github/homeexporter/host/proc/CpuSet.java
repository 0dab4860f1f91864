package io.github.homeexporter.host.proc;

/** CPU lists as the kernel writes them: {@code 0-3,8}, {@code 0-7:2/4}. */
public final class CpuSet {
    private static final long MOST = 1 << 16;

    private CpuSet() {}

    /** How many CPUs the list names; 0 when it is empty or not a list. */
    public static int count(String list) {
        long count = 0;
        for (String range : list.strip().split(",", -1)) {
            Scan in = Scan.of(range.replace('-', ' ').replace(':', ' ').replace('/', ' '));
            in.line();
            long from = in.number();
            long to = in.more() ? in.number() : from;
            if (from < 0 || to < from || to >= MOST) {
                return 0;
            }
            long used = in.more() ? in.number() : 1;
            long group = in.more() ? in.number() : 1;
            if (used < 1 || group < used) {
                return 0;
            }
            long size = to - from + 1;
            count += size / group * used + Math.min(used, size % group);
        }
        return (int) Math.min(count, MOST);
    }
}
