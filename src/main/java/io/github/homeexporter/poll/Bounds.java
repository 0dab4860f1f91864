package io.github.homeexporter.poll;

import io.github.homeexporter.sample.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Judges the options of an endpoint in its {@code doInit}, each by itself, so that all that is wrong is told at once. What
 * comes back for a wrong option is only there to go on with: {@link #orThrow} ends it.
 */
public final class Bounds {
    /** How durations are written. */
    private static final String AS_WRITTEN = ", as 30s, 5m or bare seconds";

    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param option its name in the route
     * @param said what follows the name, as {@code ="1ms"; allowed: 1s and longer}; never a secret
     */
    public record Fault(String option, String said) {}

    /** Everything that is wrong with an endpoint's options. */
    public static final class OutOfBounds extends IllegalArgumentException {
        private final transient List<Fault> faults;

        private OutOfBounds(List<Fault> faults) {
            super(faults.stream().map(fault -> fault.option() + fault.said()).collect(Collectors.joining("; ")));
            this.faults = List.copyOf(faults);
        }

        public List<Fault> faults() {
            return faults;
        }
    }

    /** @throws OutOfBounds when anything was wrong */
    public void orThrow() {
        if (!faults.isEmpty()) {
            throw new OutOfBounds(faults);
        }
    }

    public boolean isKept() {
        return faults.isEmpty();
    }

    /** @param allowed in words; the value is shown, so not for secrets */
    public void refuse(String option, Object value, String allowed) {
        fault(option, "=\"" + value + "\"; allowed: " + allowed);
    }

    /** @param said what follows the option's name */
    public void fault(String option, String said) {
        faults.add(new Fault(option, said));
    }

    /** @param most null for no limit */
    public Duration duration(String option, String text, Duration least, Duration most) {
        Duration duration = null;
        try {
            duration = Durations.parse(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            // said below, as is one that is too short
        }
        if (duration == null || duration.compareTo(least) < 0 || most != null && duration.compareTo(most) > 0) {
            String allowed = words(least) + (most == null ? " and longer" : " to " + words(most));
            refuse(option, text, allowed + (duration == null ? AS_WRITTEN : ""));
            return least;
        }
        return duration;
    }

    public int number(String option, int value, int least, int most) {
        if (value < least || value > most) {
            refuse(option, value, range(least, most));
        }
        return value;
    }

    public int number(String option, String text, int least, int most) {
        try {
            return number(option, Integer.parseInt(text.strip()), least, most);
        } catch (NumberFormatException e) {
            refuse(option, text, range(least, most));
            return least;
        }
    }

    /**
     * The value that stands for the word.
     *
     * @param allowed in the order they are told
     */
    public <T> T word(String option, String text, Map<String, T> allowed) {
        T value = allowed.get(text.strip().toLowerCase(Locale.ROOT));
        if (value == null) {
            refuse(option, text, String.join(", ", allowed.keySet()));
            return allowed.values().iterator().next();
        }
        return value;
    }

    /** What the parser makes of the option; its IllegalArgumentException says what is wrong, and no secret. */
    public <T> T parsed(String option, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            fault(option, ": " + e.getMessage());
            return null;
        }
    }

    /** A file that may come later; null when the option is empty. */
    public Path path(String option, String text) {
        String name = text == null ? "" : text.strip();
        return name.isEmpty() ? null : parsed(option, () -> Path.of(name));
    }

    /** A file that must be there; null when the option is empty. */
    public Path file(String option, String text) {
        String name = text == null ? "" : text.strip();
        Path file = path(option, text);
        if (file != null && !Files.isRegularFile(file)) {
            fault(option, "=\"" + name + "\": there is no such file");
        } else if (file != null && !Files.isReadable(file)) {
            fault(option, "=\"" + name + "\": the file may not be read by this user");
        }
        return file;
    }

    /** Two options of which neither is anything without the other. */
    public void together(String one, String its, String other, String others) {
        if (its.isBlank() != others.isBlank()) {
            String set = its.isBlank() ? other : one;
            fault(set, ": " + one + " and " + other + " belong together; set both or none");
        }
    }

    private static String range(int least, int most) {
        return "a whole number from " + least + " to " + most;
    }

    private static String words(Duration d) {
        long millis = d.toMillis();
        if (millis == 0) {
            return "0";
        }
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        return seconds % 86_400 == 0
                ? seconds / 86_400 + "d"
                : seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
