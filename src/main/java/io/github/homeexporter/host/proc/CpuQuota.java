package io.github.homeexporter.host.proc;

/** How many CPUs' time a cgroup may use, from a quota and a period in microseconds. */
public final class CpuQuota {
    private CpuQuota() {}

    /** cgroup v2 {@code cpu.max}: {@code 50000 100000}, or {@code max 100000} for no limit. CPUs; NaN for no limit. */
    public static double ofCpuMax(Scan in) {
        in.line();
        long quota = in.number();
        return of(quota, in.number());
    }

    /** cgroup v1 {@code cpu.cfs_quota_us} (-1 for no limit) and {@code cpu.cfs_period_us}. CPUs; NaN for no limit. */
    public static double of(long quota, long period) {
        return quota > 0 && period > 0 ? (double) quota / period : Double.NaN;
    }
}
