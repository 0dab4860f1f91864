package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.RowReadings.RowOptions;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.Naming;
import java.time.Duration;

/**
 * The endpoint's options, checked.
 *
 * @param name empty for the one that follows from the route
 * @param interval between the beginnings of two rounds
 * @param timeout for a whole page
 * @param loginPause after a refused login; doubles up to an hour
 * @param rollover after how many rounds a new session is forced, 0 for never
 */
record IsgOptions(
        String name,
        IsgAddress address,
        String user,
        String password,
        Duration interval,
        Duration timeout,
        Duration loginPause,
        String pages,
        int rollover,
        RowOptions rows,
        Naming naming) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    static IsgOptions of(IsgEndpoint e) {
        new PagePlan(e.getPages());
        if (e.getRollover() < 0) {
            throw new IllegalArgumentException(
                    "rollover " + e.getRollover() + " (isg.rollover); allowed: 0 for never, or a number of rounds");
        }
        return new IsgOptions(
                e.getName() == null ? "" : e.getName(),
                IsgAddress.parse(e.getAddress()),
                e.getUser() == null ? "" : e.getUser(),
                e.getPassword() == null ? "" : e.getPassword(),
                duration("interval", e.getInterval()),
                duration("timeout", e.getTimeout()),
                duration("loginPause", e.getLoginPause()),
                e.getPages(),
                e.getRollover(),
                new RowOptions(
                        e.isSectionPrefix(), e.isSkipCircuit2(), e.getNaming().legacy()),
                e.getNaming());
    }

    private static Duration duration(String option, String text) {
        Duration duration;
        try {
            duration = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(option + " \"" + text + "\": allowed is 1s to 1h");
        }
        return duration;
    }
}
