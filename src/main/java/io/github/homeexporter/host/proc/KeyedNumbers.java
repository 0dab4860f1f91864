package io.github.homeexporter.host.proc;

import java.util.Arrays;
import java.util.List;

/** Files of lines {@code key number}: vmstat, and the cgroups' memory.stat, cpu.stat, memory.events. */
public final class KeyedNumbers {
    private KeyedNumbers() {}

    /** The wanted keys' numbers in the order of {@code wanted}; {@link Scan#NONE} for one the file does not have. */
    public static long[] parse(Scan in, List<String> wanted) {
        long[] found = new long[wanted.size()];
        Arrays.fill(found, Scan.NONE);
        while (in.line()) {
            for (int i = 0; i < found.length; i++) {
                if (in.passedWord(wanted.get(i))) {
                    found[i] = in.number();
                    break;
                }
            }
        }
        return found;
    }
}
