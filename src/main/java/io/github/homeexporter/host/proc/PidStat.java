package io.github.homeexporter.host.proc;

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
