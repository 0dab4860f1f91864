package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.PidStat;
import io.github.homeexporter.host.proc.Scan;
import java.io.IOException;
import java.util.Arrays;

/** Looks at /proc/N/stat of every process. One that ends while being looked at is not counted. */
final class ProcessScan {
    private static final int LETTERS = 128;

    private final HostFiles files;
    private final long[] states = new long[LETTERS];
    private boolean first;
    private int processes;
    private long threads;

    ProcessScan(HostFiles files) {
        this.files = files;
        Arrays.fill(states, Scan.NONE);
        states['Z'] = 0;
    }

    void run() {
        first = false;
        processes = 0;
        threads = 0;
        for (int i = 0; i < LETTERS; i++) {
            states[i] = states[i] == Scan.NONE ? Scan.NONE : 0;
        }
        for (String name : files.list(files.proc(""))) {
            if (isNumber(name)) {
                look(name);
            }
        }
    }

    int processes() {
        return processes;
    }

    long threads() {
        return threads;
    }

    /** Whether process 1 was seen, which is everywhere. */
    boolean sawFirst() {
        return first;
    }

    /** {@link Scan#NONE} for a state no process was ever seen in; once seen it stays, with 0. */
    long inState(char letter) {
        return states[letter];
    }

    private void look(String pid) {
        try {
            PidStat stat = PidStat.parse(files.line(files.proc(pid + "/stat")));
            if (stat.state() > 0 && stat.state() < LETTERS) {
                first |= pid.equals("1");
                processes++;
                threads += Math.max(0, stat.threads());
                states[stat.state()] = Math.max(0, states[stat.state()]) + 1;
            }
        } catch (IOException e) {
            // ended since the directory was listed
            return;
        }
    }

    private static boolean isNumber(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
