package io.github.homeexporter.host.proc;

/** How many CPUs' time a cgroup may use: by its quota, and by the CPUs of its set. */
public final class CpuLimit {
    private static final long MOST = 1 << 16;

    private CpuLimit() {}

    /** cgroup v2 {@code cpu.max}: {@code 50000 100000}, or {@code max 100000} for no limit. CPUs; NaN for no limit. */
    public static double ofCpuMax(Scan in) {
        in.line();
        long quota = in.number();
        return ofQuota(quota, in.number());
    }

    /** cgroup v1 {@code cpu.cfs_quota_us} (-1 for no limit) and {@code cpu.cfs_period_us}. CPUs; NaN for no limit. */
    public static double ofQuota(long quota, long period) {
        return quota > 0 && period > 0 ? (double) quota / period : Double.NaN;
    }

    /** How many CPUs a list names, as the kernel writes it: {@code 0-3,8}, {@code 0-7:2/4}; 0 when it is empty or not a list. */
    public static int ofList(String list) {
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
