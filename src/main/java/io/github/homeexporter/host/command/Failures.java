package io.github.homeexporter.host.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Leaves a command alone for a while after three failures in a row: 30 s, doubling to an hour. Not for two threads at a time. */
final class Failures {
    private static final int TOLERATED = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 7;

    private final Map<Command, Streak> streaks = new HashMap<>();

    private record Streak(int length, long end) {}

    /** How much longer the command is left alone; zero when it is not. */
    Duration pause(Command command, long nanos) {
        Streak streak = streaks.get(command);
        boolean paused = streak != null && streak.length >= TOLERATED && streak.end - nanos > 0;
        return paused ? Duration.ofNanos(streak.end - nanos) : Duration.ZERO;
    }

    void ended(Command command, boolean failed, long nanos) {
        if (!failed) {
            streaks.remove(command);
            return;
        }
        Streak before = streaks.get(command);
        int length = before == null ? 1 : before.length + 1;
        int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, length - TOLERATED));
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        streaks.put(
                command,
                new Streak(length, nanos + (pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause).toNanos()));
    }
}
