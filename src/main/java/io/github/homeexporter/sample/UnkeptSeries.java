package io.github.homeexporter.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a device's series is not in force: those the store does not take, and those that one batch gives twice. */
final class UnkeptSeries {
    private static final Logger LOG = LoggerFactory.getLogger(UnkeptSeries.class);
    /** In bytes: name and labels of one series. */
    private static final int LONGEST = 64 * 1024;

    private static final int REMEMBERED = 1_000;
    /** Of name and labels of what is remembered, in bytes. */
    private static final int MOST_REMEMBERED = 512 * 1024;

    private static final int LONGEST_NAME = 300;
    private static final int MOST_NAMES = 20;

    private final Map<Series, RefusedSeries> refused = new ConcurrentHashMap<>();
    private final Set<Series> merged = ConcurrentHashMap.newKeySet();
    private final Map<RefusedSeries, LongAdder> refusals = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicInteger remembered = new AtomicInteger();
    private final Map<String, Integer> toldSentences = new HashMap<>();
    private volatile long atDrops;
    private long told;

    /** Why it was refused before, or null. */
    RefusedSeries known(Series series) {
        return refused.get(series);
    }

    /** Counted for each sample, remembered once. */
    void refuse(Series series, RefusedSeries why) {
        refusals.computeIfAbsent(why, r -> new LongAdder()).increment();
        if (refused.get(series) != why) {
            int length = series.text().length;
            if (refused.size() >= REMEMBERED || remembered.addAndGet(length) > MOST_REMEMBERED) {
                refused.clear();
                remembered.set(length);
            }
            refused.put(series, why);
            changes.incrementAndGet();
        }
    }

    /** The same batch had another value of it. */
    void merge(Series series) {
        boolean room = merged.size() < REMEMBERED && series.text().length < MOST_REMEMBERED / REMEMBERED;
        if (room && merged.add(series)) {
            changes.incrementAndGet();
        }
    }

    /** What stood in the way may be gone: a renamed route's series are refused only until the old device's are dropped. */
    void forgetEnded(long drops) {
        if (atDrops != drops) {
            atDrops = drops;
            if (refused.values().removeIf(refusal -> refusal.mayEnd)) {
                changes.incrementAndGet();
            }
        }
    }

    /** @param each takes reason and number of refused samples */
    void refusals(BiConsumer<RefusedSeries, LongAdder> each) {
        refusals.forEach(each);
    }

    /**
     * A sentence for each reason with the names, the first twenty of them; null when nothing has changed since the last time.
     * The log hears of it when it begins and when there are twice as many.
     */
    synchronized List<String> news(String device) {
        long now = changes.get();
        if (now == told) {
            return null;
        }
        told = now;
        Map<String, Set<String>> byReason = new TreeMap<>();
        refused.forEach((series, why) -> byReason.computeIfAbsent("not exported: " + why.sentence, r -> new TreeSet<>())
                .add(shortened(series)));
        merged.forEach(series -> byReason.computeIfAbsent(
                        "given twice at a time, and the last value counts", r -> new TreeSet<>())
                .add(shortened(series)));
        List<String> sentences = new ArrayList<>();
        byReason.forEach((reason, names) -> {
            int more = names.size() - MOST_NAMES;
            String sentence = device + ": " + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                    + (more > 0 ? " and " + more + " more" : "") + (names.size() == 1 ? " is " : " are ") + reason;
            sentences.add(sentence);
            if (names.size() >= 2 * toldSentences.getOrDefault(reason, 0)) {
                toldSentences.put(reason, names.size());
                LOG.warn("{}", sentence);
            }
        });
        return sentences;
    }

    private static String shortened(Series series) {
        String name = series.toString();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    /** Why the store does not take a series: each would break the whole exposition or flood it. */
    enum RefusedSeries {
        ILLEGAL_NAME("the metric name is not of the form [a-zA-Z_:][a-zA-Z0-9_:]*", false),
        ILLEGAL_LABEL("a label name is not of the form [a-zA-Z_][a-zA-Z0-9_]* or starts with __", false),
        RESERVED_NAME("names beginning with home_exporter_ or camel_, jvm_, process_ are the program's own", false),
        TYPE_CONFLICT("the same name is already there with another type", true),
        DUPLICATE_SERIES("another device already has a series of this name and these labels", true),
        TOO_MANY_SERIES("the device has reached samples.max-series", true),
        TOO_MANY_IN_ALL(
                "all devices together have reached samples.max-series-total, which is made for the heap (-Xmx in jvm.options)",
                true),
        TOO_LONG("name and labels are longer than " + LONGEST + " bytes", false);

        final String sentence;

        /** Whether the same series may be taken once others have gone. */
        final boolean mayEnd;

        RefusedSeries(String sentence, boolean mayEnd) {
            this.sentence = sentence;
            this.mayEnd = mayEnd;
        }

        /** Why the device may not have this series whatever others have, or null. */
        static RefusedSeries of(Device device, Series series, Limits limits, long weight) {
            String name = series.family().name();
            if (!MetricFamily.isLegalName(name)) {
                return ILLEGAL_NAME;
            }
            if (!series.hasLegalLabels()) {
                return ILLEGAL_LABEL;
            }
            boolean foreignOwn =
                    name.startsWith("home_exporter_") && !name.startsWith("home_exporter_" + device.kind() + "_");
            if (foreignOwn || name.startsWith("camel_") || name.startsWith("jvm_") || name.startsWith("process_")) {
                return RESERVED_NAME;
            }
            if (series.text().length > LONGEST) {
                return TOO_LONG;
            }
            if (device.slots.size() >= limits.maxSeries()) {
                return TOO_MANY_SERIES;
            }
            // this machine is no stranger: what others send must not take its series away
            boolean room =
                    device.kind().equals("host") || limits.isRoom(weight, device.weight.get(), Limits.weight(series));
            return room ? null : TOO_MANY_IN_ALL;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
