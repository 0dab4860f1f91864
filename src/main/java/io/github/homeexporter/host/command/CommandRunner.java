package io.github.homeexporter.host.command;

import io.github.homeexporter.host.command.Command.Program;
import java.io.IOException;
import java.time.Duration;

/** Runs programs of the host. Tests put one in its place that only answers. */
public interface CommandRunner {
    /**
     * Runs a command and waits for its end, at most for its limit and two seconds.
     *
     * @throws CommandRefusedException when it was not started: the program is not there, not to be trusted, still
     *     running, or failed so often that it is left alone for a while
     * @throws IOException when the system could not start it
     */
    CommandResult run(Command command) throws IOException, InterruptedException;

    /** Whether the program is there; why it might still be refused is for {@link #run} to say. */
    boolean has(Program program);

    /**
     * What a command wrote to standard output.
     *
     * @throws IOException also when it was killed or ended with another status than 0
     */
    default String output(Command command) throws IOException, InterruptedException {
        CommandResult result = run(command);
        if (!result.succeeded()) {
            throw new IOException(command.program().label() + ": " + result.fault());
        }
        return result.out();
    }

    /**
     * How a command went.
     *
     * @param exit exit status, -1 when it was killed
     * @param out standard output, at most 4 MiB
     * @param err standard error, at most 64 KiB
     * @param timedOut whether it was killed because its time was over
     * @param truncated whether it was killed because it wrote more than 4 MiB
     */
    record CommandResult(int exit, String out, String err, Duration duration, boolean timedOut, boolean truncated) {
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
                    .map(line ->
                            ": " + (line.length() > LONGEST_COMPLAINT ? line.substring(0, LONGEST_COMPLAINT) : line))
                    .orElse("");
        }
    }

    /** The program was not started. The message says why, in one line. */
    final class CommandRefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        public CommandRefusedException(String message) {
            super(message);
        }
    }
}
