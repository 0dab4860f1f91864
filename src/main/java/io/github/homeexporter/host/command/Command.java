package io.github.homeexporter.host.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One call of a program. There is no shell: each argument reaches the program as it stands here.
 *
 * @param limit wall time it may take; then it is killed with all it started
 * @param nonZeroIsFailure whether an exit status other than 0 counts as a failure, after some of which the runner pauses
 */
public record Command(Program program, List<String> arguments, Duration limit, boolean nonZeroIsFailure) {
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
