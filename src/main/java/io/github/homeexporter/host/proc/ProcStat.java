package io.github.homeexporter.host.proc;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code /proc/stat}: CPU time by mode and what the scheduler counts (proc_stat(5)). Numbers not in the file are
 * {@link Scan#NONE}.
 *
 * @param total the {@code cpu} line, null when the file has none; USER_HZ ticks in the order of {@link #MODES}, then guest
 *     and guest_nice, which user and nice already contain
 * @param cpus one line for each CPU that is online
 * @param bootTime seconds since 1970
 */
public record ProcStat(
        long[] total,
        List<Cpu> cpus,
        long interrupts,
        long contextSwitches,
        long bootTime,
        long forks,
        long running,
        long blocked) {
    /** The eight modes that add up to a CPU's whole time. */
    public static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    public static final int IDLE = 3;
    public static final int IOWAIT = 4;
    public static final int GUEST = 8;
    public static final int FIELDS = 10;

    /** One CPU's line; its number is the kernel's, not its place in the list. */
    public record Cpu(String number, long[] ticks) {}

    public static ProcStat parse(Scan in) {
        long[] total = null;
        List<Cpu> cpus = new ArrayList<>();
        long[] single = {Scan.NONE, Scan.NONE, Scan.NONE, Scan.NONE, Scan.NONE, Scan.NONE};
        while (in.line()) {
            if (in.passedWord("cpu")) {
                total = ticks(in);
            } else if (in.passed("cpu")) {
                cpus.add(new Cpu(in.word(), ticks(in)));
            } else if (in.passedWord("intr")) {
                single[0] = in.number();
            } else if (in.passedWord("ctxt")) {
                single[1] = in.number();
            } else if (in.passedWord("btime")) {
                single[2] = in.number();
            } else if (in.passedWord("processes")) {
                single[3] = in.number();
            } else if (in.passedWord("procs_running")) {
                single[4] = in.number();
            } else if (in.passedWord("procs_blocked")) {
                single[5] = in.number();
            }
        }
        return new ProcStat(total, cpus, single[0], single[1], single[2], single[3], single[4], single[5]);
    }

    private static long[] ticks(Scan in) {
        long[] ticks = new long[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            ticks[i] = in.number();
        }
        return ticks;
    }
}
