package io.github.homeexporter.host.command;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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
     * One call of a program. There is no shell: each argument reaches the program as it stands here.
     *
     * @param limit wall time it may take; then it is killed with all it started
     * @param nonZeroIsFailure whether an exit status other than 0 counts as a failure, after some of which the runner pauses
     */
    record Command(Program program, List<String> arguments, Duration limit, boolean nonZeroIsFailure) {
        public static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

        public Command {
            arguments = List.copyOf(arguments);
            for (String argument : arguments) {
                if (argument.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException(program.label() + ": an argument holds a NUL character");
                }
            }
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException(program.label() + ": the time limit must be above 0");
            }
        }

        /** With the usual limit of 10 s; any exit status but 0 is a failure. */
        public static Command of(Program program, String... arguments) {
            return new Command(program, List.of(arguments), USUAL_LIMIT, true);
        }

        public Command within(Duration time) {
            return new Command(program, arguments, time, nonZeroIsFailure);
        }

        /** For programs whose exit status is a message, not a verdict: smartctl's is a mask of bits. */
        public Command withAnyExit() {
            return new Command(program, arguments, limit, false);
        }

        /** The programs that may be run at all, and where each is looked for, in order. A setting may name another place. */
        public enum Program {
            SENSORS("/usr/bin/sensors", "/usr/local/bin/sensors"),
            SMARTCTL("/usr/sbin/smartctl", "/sbin/smartctl", "/usr/local/sbin/smartctl"),
            ZPOOL("/usr/sbin/zpool", "/sbin/zpool", "/usr/local/sbin/zpool"),
            SYSTEMCTL("/usr/bin/systemctl", "/bin/systemctl"),
            PVESH("/usr/bin/pvesh"),
            PCT("/usr/sbin/pct"),
            QM("/usr/sbin/qm");

            private final List<String> paths;

            Program(String... paths) {
                this.paths = List.of(paths);
            }

            /** Absolute paths, the usual one first. */
            public List<String> paths() {
                return paths;
            }

            /** As a person writes it: {@code zpool}. */
            public String label() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
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
