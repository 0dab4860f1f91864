package io.github.homeexporter.host.proc;

/**
 * Pressure stall information (kernel: accounting/psi): how long tasks waited for a resource, microseconds.
 *
 * @param some at least one task waited; {@link Scan#NONE} when missing
 * @param full all tasks waited at once
 */
public record Pressure(long some, long full) {
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
