package io.github.homeexporter.host.proc;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file under /proc/spl/kstat (OpenZFS: module/os/linux/spl/spl-kstat.c).
 *
 * @param dataset empty when the file is not about one
 */
public record Kstat(Map<String, Long> numbers, String dataset) {
    /** KSTAT_DATA_STRING. */
    private static final long TEXT = 7;

    private static final String DATASET = "dataset_name";

    /** Two lines of head, then lines {@code name type data}. */
    public static Kstat parseNamed(Scan in) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        String dataset = "";
        in.line();
        in.line();
        while (in.line()) {
            String name = in.word();
            long type = in.number();
            if (type == TEXT) {
                dataset = name.equals(DATASET) ? in.rest() : dataset;
            } else {
                long value = in.number();
                if (value != Scan.NONE) {
                    numbers.put(name, value);
                }
            }
        }
        return new Kstat(numbers, dataset);
    }

    /** A line of head, a line of names, a line of numbers: a pool's {@code io}, which newer versions do not have. */
    public static Kstat parseIo(Scan in) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        in.line();
        in.line();
        String[] names = in.rest().split("\\s+");
        in.line();
        for (String name : names) {
            long value = in.number();
            if (!name.isEmpty() && value != Scan.NONE) {
                numbers.put(name, value);
            }
        }
        return new Kstat(numbers, "");
    }

    /** {@link Scan#NONE} when it is not there. */
    public long get(String name) {
        return numbers.getOrDefault(name, Scan.NONE);
    }
}
