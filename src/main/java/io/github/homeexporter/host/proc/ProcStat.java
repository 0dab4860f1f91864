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

    private static final String[] SINGLE = {"intr", "ctxt", "btime", "processes", "procs_running", "procs_blocked"};
    public static final int IDLE = 3;
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
            } else {
                for (int i = 0; i < single.length; i++) {
                    if (in.passedWord(SINGLE[i])) {
                        single[i] = in.number();
                        break;
                    }
                }
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

    /**
     * {@code /proc/loadavg}: {@code 0.11 0.20 0.17 1/88 9321}.
     *
     * @param one average of the last minute, NaN when the file is not as it should be; likewise the others
     * @param threads all schedulable entities (the number after the slash), {@link Scan#NONE} when missing
     */
    public record LoadAvg(double one, double five, double fifteen, long threads) {
        public static LoadAvg parse(Scan in) {
            in.line();
            double one = in.decimal();
            double five = in.decimal();
            double fifteen = in.decimal();
            long threads = in.until('/') == null ? Scan.NONE : in.number();
            return new LoadAvg(one, five, fifteen, threads);
        }
    }

    /**
     * What is needed of {@code /proc/N/stat}. The command's name stands in brackets and may itself hold brackets and blanks,
     * so everything counts from the last closing one.
     *
     * @param state the state's letter, 0 when the line is not as it should be
     * @param threads {@link Scan#NONE} when missing
     */
    public record PidStat(char state, long threads) {
        /** Fields between the state (3rd) and num_threads (20th), proc_pid_stat(5). */
        private static final int BETWEEN = 16;

        private static final PidStat UNREADABLE = new PidStat((char) 0, Scan.NONE);

        public static PidStat parse(Scan in) {
            if (!in.line() || !in.afterLast(')')) {
                return UNREADABLE;
            }
            String state = in.word();
            if (state.length() != 1 || !Character.isLetter(state.charAt(0))) {
                return UNREADABLE;
            }
            for (int i = 0; i < BETWEEN; i++) {
                in.number();
            }
            return new PidStat(state.charAt(0), in.number());
        }
    }

    /**
     * Pressure stall information (kernel: accounting/psi): how long tasks waited for a resource, microseconds.
     *
     * @param some at least one task waited; {@link Scan#NONE} when missing
     * @param full all tasks waited at once
     */
    public record Pressure(long some, long full) {
        /** Of a file that cannot be read. */
        public static final Pressure UNKNOWN = new Pressure(Scan.NONE, Scan.NONE);

        public static Pressure parse(Scan in) {
            long some = Scan.NONE;
            long full = Scan.NONE;
            while (in.line()) {
                boolean isSome = in.passedWord("some");
                if ((isSome || in.passedWord("full")) && in.afterLast('=')) {
                    long total = in.number();
                    some = isSome ? total : some;
                    full = isSome ? full : total;
                }
            }
            return new Pressure(some, full);
        }
    }
}
