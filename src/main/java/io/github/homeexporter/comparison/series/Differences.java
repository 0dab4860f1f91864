package io.github.homeexporter.comparison.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** In what the page of this program differs from that of another. */
public final class Differences {
    private final Span there;
    private final Span here;
    private final SortedMap<String, List<Missing>> missing = new TreeMap<>();
    private final List<OtherType> types = new ArrayList<>();
    private final List<OtherValue> values = new ArrayList<>();
    private final SortedMap<String, List<Relabelled>> relabelled = new TreeMap<>();
    private final SortedMap<String, Integer> added = new TreeMap<>();
    private final TreeSet<String> otherStarts = new TreeSet<>();
    private final List<OtherValue> still = new ArrayList<>();
    private final Set<MetricKey> found = new HashSet<>();
    private int leftAside;

    /**
     * A series of the other page that a query would not find here.
     *
     * @param nearest the one of that name that has most labels alike
     */
    public record Missing(MetricKey series, Optional<MetricKey> nearest) {}

    /** A family that one page calls a counter and the other a gauge. */
    public record OtherType(String name, String there, String here) {}

    /**
     * A series whose value stays another one.
     *
     * @param counted whether growth over the readings was compared, not the value
     * @param there the last value of the other page, or its growth
     * @param here the same of this program
     * @param step what the value moved at most between two readings
     */
    public record OtherValue(MetricKey series, boolean counted, double there, double here, double step) {}

    /** A series that is here with further labels; several when the other page could not tell them apart. */
    public record Relabelled(MetricKey series, List<MetricKey> here) {}

    private Differences(Span there, Span here) {
        this.there = there;
        this.here = here;
    }

    public static Differences between(Span there, Span here) {
        Differences differences = new Differences(there, here);
        differences.compare();
        return differences;
    }

    private void compare() {
        for (String name : new TreeSet<>(there.names())) {
            if (there.isOfTheProgram(name)) {
                leftAside += there.named(name).size();
                continue;
            }
            String one = there.kind(name);
            String other = here.kind(name);
            if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
                types.add(new OtherType(name, one, other));
            }
            series(name);
        }
        for (String name : here.names()) {
            if (here.isOfTheProgram(name)) {
                continue;
            }
            int more = (int) here.named(name).stream()
                    .filter(key -> !found.contains(key))
                    .count();
            if (more > 0) {
                added.put(name, more);
            }
        }
    }

    private void series(String name) {
        List<MetricKey> rest = new ArrayList<>();
        for (MetricKey key : there.named(name)) {
            if (here.has(key)) {
                found.add(key);
                value(key, key);
            } else {
                rest.add(key);
            }
        }
        List<MetricKey> free = here.named(name).stream()
                .filter(key -> rest.isEmpty() || !found.contains(key))
                .toList();
        for (MetricKey key : rest) {
            List<MetricKey> wider = free.stream().filter(key::isWithin).toList();
            if (wider.isEmpty()) {
                Optional<MetricKey> nearest = here.named(name).stream().max(Comparator.comparingLong(key::alike));
                missing.computeIfAbsent(name, n -> new ArrayList<>()).add(new Missing(key, nearest));
                continue;
            }
            found.addAll(wider);
            relabelled.computeIfAbsent(name, n -> new ArrayList<>()).add(new Relabelled(key, wider));
            // where there are several, none of them is the one
            if (wider.size() == 1) {
                value(key, wider.get(0));
            }
        }
    }

    private void value(MetricKey key, MetricKey same) {
        double[] theirs = there.values(key);
        double[] ours = here.values(same);
        boolean counted = isCounter(key.name());
        Movement old = Movement.of(theirs, counted);
        Movement now = Movement.of(ours, counted);
        double step = Math.max(old.step(), now.step());
        double last = theirs[theirs.length - 1];
        double lastHere = ours[ours.length - 1];
        if (!counted) {
            if (!old.isLevelWith(now)) {
                values.add(new OtherValue(key, false, last, lastHere, step));
            }
        } else if (!old.grew() || !now.grew()) {
            if (!old.meets(now)) {
                still.add(new OtherValue(key, true, last, lastHere, 0));
            }
        } else if (!old.growsLike(now)) {
            values.add(new OtherValue(key, true, old.growth(), now.growth(), step));
        } else if (!old.meets(now)) {
            otherStarts.add(key.name());
        }
    }

    private boolean isCounter(String name) {
        String one = there.kind(name);
        String other = here.kind(name);
        boolean unsaid = one.isEmpty() && other.isEmpty();
        return unsaid ? name.endsWith("_total") : !one.equals("gauge") && !other.equals("gauge");
    }

    /** By name. */
    public SortedMap<String, List<Missing>> missing() {
        return missing;
    }

    public int missingSeries() {
        return missing.values().stream().mapToInt(List::size).sum();
    }

    public List<OtherType> types() {
        return types;
    }

    public List<OtherValue> values() {
        return values;
    }

    /** By name. */
    public SortedMap<String, List<Relabelled>> relabelled() {
        return relabelled;
    }

    /** How many series of each name only this program has. */
    public Map<String, Integer> added() {
        return added;
    }

    /** Counters that began to count elsewhere and grow alike. */
    public Set<String> otherStarts() {
        return otherStarts;
    }

    /** Counters that differ, and of which no more can be said: a page, which may be read seldom by its program, showed no growth. */
    public List<OtherValue> still() {
        return still;
    }

    /** How many series of the other program were not compared, for they are about the program itself. */
    public int leftAside() {
        return leftAside;
    }
}
