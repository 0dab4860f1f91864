package io.github.homeexporter.host.report;

import io.github.homeexporter.host.proc.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of {@code zpool list}. Bytes and percent; {@link Scan#NONE} and NaN for what zpool gives as {@code -}.
 *
 * @param health as zpool writes it: ONLINE
 * @param readOnly 1, 0 or {@link Scan#NONE}
 */
public record ZpoolList(
        String name,
        long size,
        long allocated,
        long free,
        long fragmentation,
        long capacity,
        double dedupRatio,
        String health,
        long readOnly,
        long freeing) {
    /** Named one by one: what zpool shows by itself changed from version to version. */
    public static final String COLUMNS =
            "name,size,allocated,free,fragmentation,capacity,dedupratio,health,readonly,freeing";

    /** {@code vdev_state_t} and SUSPENDED, as node_exporter has them. */
    public static final List<String> STATES =
            List.of("online", "degraded", "faulted", "offline", "removed", "unavail", "suspended");

    private static final int COLUMN_COUNT = COLUMNS.split(",").length;

    /** @throws IOException when a line has not the columns that were asked for */
    public static List<ZpoolList> parse(String text) throws IOException {
        List<ZpoolList> pools = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            String[] words = line.split("\t", -1);
            if (words.length != COLUMN_COUNT) {
                throw new IOException("zpool list: a line of " + words.length + " columns instead of " + COLUMN_COUNT);
            }
            pools.add(new ZpoolList(
                    words[0],
                    number(words[1]),
                    number(words[2]),
                    number(words[3]),
                    number(words[4]),
                    number(words[5]),
                    ratio(words[6]),
                    words[7].strip(),
                    words[8].equals("on") ? 1 : words[8].equals("off") ? 0 : Scan.NONE,
                    number(words[9])));
        }
        return List.copyOf(pools);
    }

    /** 1 for the state the pool is in. */
    public static int isIn(String state, String health) {
        return health.toLowerCase(Locale.ROOT).equals(state) ? 1 : 0;
    }

    /** Older versions write the sign in spite of -p. */
    private static long number(String word) {
        String digits = word.strip().replaceAll("%$", "");
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : Scan.NONE;
    }

    private static double ratio(String word) {
        String digits = word.strip().replaceAll("x$", "");
        return digits.matches("\\d{1,15}(\\.\\d{1,15})?") ? Double.parseDouble(digits) : Double.NaN;
    }
}
