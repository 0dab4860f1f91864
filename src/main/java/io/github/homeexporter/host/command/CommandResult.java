package io.github.homeexporter.host.command;

import java.time.Duration;

/**
 * How a command went.
 *
 * @param exit exit status, -1 when it was killed
 * @param out standard output, at most 4 MiB
 * @param err standard error, at most 64 KiB
 * @param timedOut whether it was killed because its time was over
 * @param truncated whether it was killed because it wrote more than 4 MiB
 */
public record CommandResult(int exit, String out, String err, Duration duration, boolean timedOut, boolean truncated) {
    private static final int LONGEST_COMPLAINT = 200;

    public boolean succeeded() {
        return exit == 0 && ranToItsEnd();
    }

    /** Whether it ended by itself, with whatever status. */
    public boolean ranToItsEnd() {
        return !timedOut && !truncated;
    }

    /** What went wrong, for a person, in one line; empty when nothing did. */
    public String fault() {
        if (timedOut) {
            return "did not end within " + duration.toMillis() + " ms and was killed";
        }
        if (truncated) {
            return "wrote more than 4 MiB and was killed";
        }
        return exit == 0 ? "" : "exit status " + exit + complaint();
    }

    /** The first line of standard error that says something, without control characters. */
    private String complaint() {
        return err.lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> ": " + (line.length() > LONGEST_COMPLAINT ? line.substring(0, LONGEST_COMPLAINT) : line))
                .orElse("");
    }
}
