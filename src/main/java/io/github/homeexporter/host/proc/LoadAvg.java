package io.github.homeexporter.host.proc;

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
