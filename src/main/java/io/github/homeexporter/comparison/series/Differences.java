package io.github.homeexporter.comparison.series;

import io.github.homeexporter.comparison.series.Span.MetricKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In what the page of this program differs from that of another.
 *
 * @param missing by name
 * @param relabelled by name
 * @param added how many series of each name only this program has
 * @param otherStarts counters that began to count elsewhere and grow alike
 * @param still counters that differ, and of which no more can be said: a page, which may be read seldom by its program, showed no
 *     growth
 * @param leftAside how many series of the other program were not compared, for they are about the program itself
 */
public record Differences(
        SortedMap<String, List<Missing>> missing,
        List<OtherType> types,
        List<OtherValue> values,
        SortedMap<String, List<Relabelled>> relabelled,
        SortedMap<String, Integer> added,
        SortedSet<String> otherStarts,
        List<OtherValue> still,
        int leftAside) {
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

    public static Differences between(Span there, Span here) {
        int leftAside = there.names().stream()
                .filter(there::isOfTheProgram)
                .mapToInt(name -> there.named(name).size())
                .sum();
        Differences differences = new Differences(
                new TreeMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                new ArrayList<>(),
                leftAside);
        differences.compare(there, here);
        return differences;
    }

    private void compare(Span there, Span here) {
        Set<MetricKey> found = new HashSet<>();
        for (String name : new TreeSet<>(there.names())) {
            if (!there.isOfTheProgram(name)) {
                String one = there.kind(name);
                String other = here.kind(name);
                if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
                    types.add(new OtherType(name, one, other));
                }
                series(name, there, here, found);
            }
        }
        for (String name : here.names()) {
            long more = here.named(name).stream()
                    .filter(key -> !found.contains(key))
                    .count();
            if (more > 0 && !here.isOfTheProgram(name)) {
                added.put(name, (int) more);
            }
        }
    }

    private void series(String name, Span there, Span here, Set<MetricKey> found) {
        List<MetricKey> rest = new ArrayList<>();
        for (MetricKey key : there.named(name)) {
            if (here.has(key)) {
                found.add(key);
                value(key, key, there, here);
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
                value(key, wider.get(0), there, here);
            }
        }
    }

    private void value(MetricKey key, MetricKey same, Span there, Span here) {
        double[] theirs = there.values(key);
        double[] ours = here.values(same);
        boolean counted = isCounter(there.kind(key.name()), here.kind(key.name()), key.name());
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

    private static boolean isCounter(String one, String other, String name) {
        boolean unsaid = one.isEmpty() && other.isEmpty();
        return unsaid ? name.endsWith("_total") : !one.equals("gauge") && !other.equals("gauge");
    }

    public int missingSeries() {
        return missing.values().stream().mapToInt(List::size).sum();
    }

    /**
     * How the values of a series moved within the readings. Two exporters ask a device at different moments, so single readings
     * of a moving value say nothing; two series are the same as long as the movement explains the difference.
     *
     * @param least smallest value
     * @param most largest value
     * @param step largest change from one reading to the next
     * @param growth sum of all increases, as a counter is read: after a fall it counts from zero
     */
    record Movement(double least, double most, double step, double growth) {
        /** Of a value: what single precision and printing with few digits may lose. */
        private static final double ROUNDING = 1e-6;

        /** @param counted whether a fall is a counter that began anew, and no step */
        static Movement of(double[] values, boolean counted) {
            double step = 0;
            double growth = 0;
            for (int i = 1; i < values.length; i++) {
                double change = values[i] - values[i - 1];
                double increase = change >= 0 ? change : values[i];
                step = Math.max(step, counted ? increase : Math.abs(change));
                growth += increase;
            }
            return new Movement(
                    Arrays.stream(values).min().orElse(Double.NaN),
                    Arrays.stream(values).max().orElse(Double.NaN),
                    step,
                    growth);
        }

        /** Whether the ranges of both meet, or are no farther apart than either moved between two readings. */
        boolean isLevelWith(Movement other) {
            return areWithin(other, Math.max(step, other.step));
        }

        /** Whether the ranges of both meet. */
        boolean meets(Movement other) {
            return areWithin(other, 0);
        }

        private boolean areWithin(Movement other, double allowed) {
            if (Double.isNaN(least) || Double.isNaN(other.least)) {
                return Double.isNaN(least) == Double.isNaN(other.least);
            }
            if (Double.isInfinite(least) || Double.isInfinite(other.least)) {
                return least == other.least || most == other.most;
            }
            double apart = Math.max(least, other.least) - Math.min(most, other.most);
            double size = Math.max(Math.abs(most), Math.abs(other.most));
            return apart <= allowed + size * ROUNDING;
        }

        /** Whether both grew alike, but for one step: one may have seen the last one already. */
        boolean growsLike(Movement other) {
            return Math.abs(growth - other.growth)
                    <= Math.max(step, other.step) + Math.max(growth, other.growth) * ROUNDING;
        }

        boolean grew() {
            return growth > 0;
        }
    }
}
