package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.Rule.Action.Merge;
import io.github.homeexporter.mutate.RuleSet.RuleOutcome;
import io.github.homeexporter.mutate.RuleSet.SeriesDraft;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The rules at work on one device: batch of readings in, batch of samples out. Remembers what it made of each reading, so
 * that a reading that says the same as before costs one comparison. Not for use by two threads at a time.
 */
final class Mutation {
    private static final int REMEMBERED_PLACES = 4_000;

    /** Takes what is worth telling; called once per news, not once per batch. */
    interface Listener {
        default void untaken(Reading reading, String why) {}

        default void duplicate(Series series) {}

        /** No item of the vocabulary is it: its standard name is made of the device's own word. */
        default void unnamed(Reading reading) {}
    }

    /**
     * What became of a batch.
     *
     * @param untaken readings no rule could make something of
     * @param samples with the time of the batch
     * @param values without it
     * @param duplicates series that needed an {@code index}
     */
    record Result(Samples samples, Samples values, int untaken, int duplicates) {}

    private record Place(String section, String name) {}

    /** The series of a draft, by namer. */
    private record Named(List<List<Series>> byNamer) {}

    private final RuleSet rules;
    private final Batch like;
    private final List<Namer> namers = new ArrayList<>();
    private final Listener listener;
    private final Map<Place, Subject> subjects = new HashMap<>();
    private final Map<Series, Boolean> told = new HashMap<>();
    private List<Reading> before = List.of();
    private Subject[] places = {};
    /** Of each outcome's drafts, once they were needed. */
    private Named[][] named = {};

    private RuleOutcome[] outcomes = {};
    private Result result = new Result(new Samples(), new Samples(), 0, 0);

    /** @param like a batch of the device; the others must have its device, kind and naming */
    Mutation(RuleSet rules, Batch like, Listener listener) {
        this.rules = rules;
        this.like = like;
        this.listener = listener;
        addNamer("legacy", like.naming().legacy());
        addNamer("standard", like.naming().standard());
    }

    /** Whether this memory is right for a batch under these rules. */
    boolean fits(RuleSet current, Batch batch) {
        return rules == current
                && like.naming() == batch.naming()
                && like.device().equals(batch.device())
                && like.kind().equals(batch.kind());
    }

    Result apply(Batch batch, Readings readings) {
        List<Reading> now = readings.list();
        Subject[] nowPlaces = new Subject[now.size()];
        RuleOutcome[] nowOutcomes = new RuleOutcome[now.size()];
        Named[][] nowNamed = new Named[now.size()][];
        boolean same = now.size() == before.size();
        for (int i = 0; i < now.size(); i++) {
            Reading reading = now.get(i);
            // which looks first whether it is the same object
            if (i < before.size() && Objects.equals(reading, before.get(i))) {
                nowPlaces[i] = places[i];
                nowOutcomes[i] = outcomes[i];
                nowNamed[i] = named[i];
            } else {
                same = false;
                nowPlaces[i] = i < before.size() && isSamePlace(reading, before.get(i)) ? places[i] : subject(reading);
                nowOutcomes[i] = outcome(nowPlaces[i], reading);
                nowNamed[i] = new Named[nowOutcomes[i].drafts().size()];
            }
        }
        if (!same) {
            before = now;
            places = nowPlaces;
            outcomes = nowOutcomes;
            named = nowNamed;
            result = assemble();
        }
        return new Result(stamped(batch), result.values(), result.untaken(), result.duplicates());
    }

    private RuleOutcome outcome(Subject subject, Reading reading) {
        RuleOutcome known = subject.outcomes.get(reading);
        if (known != null) {
            return known;
        }
        RuleOutcome outcome = rules.apply(subject, reading);
        subject.outcomes.put(reading, outcome);
        if (outcome.problem() != null) {
            listener.untaken(reading, outcome.problem());
        }
        if (!subject.isToldUnnamed && rules.misses(subject)) {
            subject.isToldUnnamed = outcome.drafts().stream()
                    .anyMatch(draft -> draft.shape().key().equals(subject.key)
                            && draft.shape().item().isEmpty());
            if (subject.isToldUnnamed) {
                listener.unnamed(reading);
            }
        }
        return outcome;
    }

    private Result assemble() {
        Assembly assembly = new Assembly(outcomes.length * namers.size());
        int untaken = 0;
        for (RuleOutcome outcome : outcomes) {
            untaken += outcome.problem() == null ? 0 : 1;
        }
        for (int n = 0; n < namers.size(); n++) {
            InfoTexts texts = new InfoTexts();
            for (int i = 0; i < outcomes.length; i++) {
                untaken += add(n, i, assembly, texts) ? 0 : 1;
            }
            texts.each((series, one) -> assembly.add(series, one, null));
        }
        if (!rules.ratios().isEmpty()) {
            Ratio.of(rules.ratios(), places, outcomes, like.deviceLabel())
                    .forEach((series, value) -> assembly.add(series, value, null));
        }
        assembly.copies().keySet().forEach(this::tell);
        Samples values = assembly.samples();
        return new Result(values, values, untaken, assembly.copies().size());
    }

    private boolean add(int namer, int reading, Assembly assembly, InfoTexts texts) {
        try {
            List<SeriesDraft> drafts = outcomes[reading].drafts();
            for (int d = 0; d < drafts.size(); d++) {
                SeriesDraft draft = drafts.get(d);
                boolean twice = namer > 0 && draft.shape().hasOneNameForBoth();
                if (!twice && draft.text() != null) {
                    add(namer, places[reading], draft, texts);
                } else if (!twice) {
                    if (named[reading][d] == null) {
                        named[reading][d] = new Named(named(places[reading], draft.shape()));
                    }
                    add(namer, draft, named[reading][d].byNamer().get(namer), assembly);
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            listener.untaken(before.get(reading), "names: " + e.getMessage());
            return false;
        }
    }

    private void add(int namer, Subject subject, SeriesDraft draft, InfoTexts texts) {
        Series at = namers.get(namer).info(subject, draft.shape());
        if (at != null) {
            String label = namers.get(namer).text(subject, draft.shape());
            texts.add(at, label, draft.text(), Namer.item(subject, draft.shape()));
        }
    }

    private void add(int namer, SeriesDraft draft, List<Series> series, Assembly assembly) {
        Merge merge = draft.shape().rule().action().merge();
        if (draft.state() == null) {
            assembly.add(series.get(0), namers.get(namer).scaled(draft), merge);
            return;
        }
        for (int i = 0; i < series.size(); i++) {
            boolean is = draft.shape().states().get(i).equals(draft.state());
            assembly.add(series.get(i), is ? 1 : 0, merge);
        }
    }

    /** By namer. */
    private List<List<Series>> named(Subject subject, SeriesDraft.Shape shape) {
        List<List<Series>> known = subject.series(shape);
        if (known == null) {
            known = namers.stream().map(namer -> namer.series(subject, shape)).toList();
            subject.series(shape, known);
        }
        return known;
    }

    private Samples stamped(Batch batch) {
        Samples samples = new Samples(result.values().size() + 2).addAll(result.values());
        for (Namer namer : namers) {
            Series time = namer.time();
            if (time != null) {
                samples.add(time, batch.timestampMillis() / 1000.0);
            }
        }
        return samples;
    }

    private Subject subject(Reading reading) {
        if (subjects.size() >= REMEMBERED_PLACES) {
            subjects.clear();
        }
        return subjects.computeIfAbsent(
                new Place(reading.section(), reading.name()),
                p -> rules.subject(like.device(), like.kind(), p.section(), p.name()));
    }

    private static boolean isSamePlace(Reading one, Reading other) {
        return one.name().equals(other.name()) && one.section().equals(other.section());
    }

    private void tell(Series series) {
        if (told.size() < REMEMBERED_PLACES && told.putIfAbsent(series, true) == null) {
            listener.duplicate(series);
        }
    }

    private void addNamer(String naming, boolean wanted) {
        Style style = rules.style(naming);
        if (wanted && style != null) {
            namers.add(new Namer(naming, style, like.deviceLabel()));
        }
    }

    /** Collects the texts of one batch: all that belong to one family become the labels of one series. */
    static final class InfoTexts {
        private final Map<Series, Map<String, String>> texts = new LinkedHashMap<>();
        private final Map<Series, Map<String, Series.Item>> items = new HashMap<>();

        /** @param at the series without its texts */
        void add(Series at, String key, String text, Series.Item item) {
            Map<String, String> labels = texts.computeIfAbsent(at, a -> new LinkedHashMap<>());
            String label = Namer.legal(key);
            label = label.startsWith("__") || label.equals("_") ? "text" + label : label;
            String free = label;
            Series.Item one = item;
            for (int n = 2; labels.containsKey(free) || at.labels().containsKey(free); n++) {
                free = label + "_" + n;
                one = item.key().isEmpty() ? item : new Series.Item(item.key() + "/" + n, item.title());
            }
            labels.put(free, text);
            items.computeIfAbsent(at, a -> new HashMap<>()).put(free, one);
        }

        void each(BiConsumer<Series, Double> to) {
            texts.forEach((at, labels) -> {
                Map<String, String> all = new HashMap<>(labels);
                all.putAll(at.labels());
                to.accept(Series.of(at.family(), all).about(items.get(at)), 1.0);
            });
        }
    }
}
