package io.github.homeexporter.luxtronik.document;

import io.github.homeexporter.luxtronik.document.Document.LuxtronikItem;
import io.github.homeexporter.sample.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The page that was opened with GET, and the last value of each of its leaves. */
final class LuxtronikPage {
    private static final String SEPARATOR = "/";
    private static final String NAMELESS = "---";

    private final String device;
    private final String prefix;
    private final String name;
    private final List<Leaf> leaves = new ArrayList<>();
    private final Map<String, Leaf> byId = new HashMap<>();
    private Set<String> strangers;
    private int groups = -1;

    /**
     * What an answer to REFRESH had to do with this page.
     *
     * @param known values that belong to it
     * @param changed whether the menu seems to have changed, so that the page should be fetched again
     */
    record Match(int known, boolean changed) {}

    /**
     * @param before the page as it was, whose readings are used again where nothing changed; or null
     * @param prefix of its sections, that they are told apart from those of another page; empty for none
     */
    LuxtronikPage(String device, LuxtronikItem content, LuxtronikPage before, String prefix) {
        this.device = device;
        this.prefix = prefix;
        this.name = content.name();
        Map<Reading, Reading> old = new HashMap<>();
        if (before != null) {
            before.leaves.forEach(leaf -> old.put(leaf.reading(), leaf.reading()));
        }
        collect(content.items(), "", old);
    }

    private void collect(List<LuxtronikItem> items, String path, Map<Reading, Reading> old) {
        for (LuxtronikItem item : items) {
            boolean emptySection =
                    path.isEmpty() && item.value() == null && item.raw().isEmpty();
            boolean leaf = item.value() != null
                    || !item.raw().isEmpty()
                    || item.items().isEmpty() && !emptySection;
            if (leaf && !item.name().isEmpty() && !item.name().equals(NAMELESS)) {
                Reading reading = Leaf.reading(device, section(path), item);
                add(item, old.getOrDefault(reading, reading));
            }
            collect(item.items(), joined(path, item.name()), old);
        }
    }

    private String section(String path) {
        return prefix.isEmpty() ? path.isEmpty() ? name : path : joined(prefix, path);
    }

    private static String joined(String path, String name) {
        if (path.isEmpty() || name.isEmpty()) {
            return path + name;
        }
        return path + SEPARATOR + name;
    }

    private void add(LuxtronikItem item, Reading reading) {
        Leaf leaf = new Leaf(reading, item, byId.get(item.id()));
        leaves.add(leaf);
        if (!item.id().isEmpty()) {
            byId.put(item.id(), leaf);
        }
    }

    boolean isEmpty() {
        return leaves.isEmpty();
    }

    /** In the controller's order. */
    List<Reading> readings() {
        List<Reading> all = new ArrayList<>(leaves.size());
        leaves.forEach(leaf -> all.add(leaf.reading()));
        return all;
    }

    /** Whether an answer has values of this page. */
    boolean knows(LuxtronikItem root) {
        return root.items().stream().anyMatch(i -> byId.containsKey(i.id()) || knows(i));
    }

    /**
     * Takes the values of an answer, nested or flat. Values nobody asked for are normal (controllers with a building
     * management input send a third more); it is new ones that say that the menu has changed.
     */
    Match update(LuxtronikItem values) {
        Tally tally = new Tally();
        update(values.items(), tally);
        boolean first = strangers == null;
        int all = tally.known + tally.strangers.size();
        long fresh = first
                ? 0
                : tally.strangers.stream().filter(id -> !strangers.contains(id)).count();
        boolean changed = fresh * 5 > all || groups >= 0 && groups != tally.groups;
        if (tally.known > 0) {
            strangers = tally.strangers;
            groups = tally.groups;
        }
        return new Match(tally.known, changed);
    }

    private void update(List<LuxtronikItem> items, Tally tally) {
        for (LuxtronikItem item : items) {
            Leaf leaf = byId.get(item.id());
            if (!item.items().isEmpty()) {
                tally.groups++;
                update(item.items(), tally);
            } else if (leaf == null) {
                tally.strangers.add(item.id());
            } else {
                tally.known++;
            }
            for (; leaf != null; leaf = leaf.twin) {
                leaf.update(item);
            }
        }
    }

    /** What one answer had. */
    private static final class Tally {
        private final Set<String> strangers = new HashSet<>();
        private int known;
        private int groups;
    }

    /** A value of the open page: what it was last, and how to understand its next. */
    static final class Leaf {
        /** Longer numbers are no measurements, and expensive to compute with. */
        private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,9})?");

        private final String div;
        private final Map<String, String> options;
        /** Another leaf under the same id, else null. */
        final Leaf twin;

        private Reading reading;

        Leaf(Reading reading, LuxtronikItem item, Leaf twin) {
            this.reading = reading;
            this.div = item.div();
            this.options = item.options();
            this.twin = twin;
        }

        Reading reading() {
            return reading;
        }

        static Reading reading(String device, String section, LuxtronikItem item) {
            String text = item.value() == null ? "" : item.value();
            return new Reading(device, section, item.name(), text, item.unit(), divided(item.raw(), item.div()));
        }

        /** Takes what an answer to REFRESH says; an unchanged value stays the same object, which the rules know by heart. */
        void update(LuxtronikItem item) {
            if (item.value() == null) {
                return;
            }
            String unit = item.unit().isEmpty() ? reading.unit() : item.unit();
            String raw = raw(item);
            if (!item.value().equals(reading.text()) || !unit.equals(reading.unit()) || !raw.equals(reading.raw())) {
                reading = new Reading(reading.device(), reading.section(), reading.name(), item.value(), unit, raw);
            }
        }

        /** An answer without one leaves the old only beside the old text: a stale number would be a wrong one. */
        private String raw(LuxtronikItem item) {
            if (!item.raw().isEmpty()) {
                return divided(item.raw(), item.div().isEmpty() ? div : item.div());
            }
            if (item.value().equals(reading.text())) {
                return reading.raw();
            }
            for (Map.Entry<String, String> option : options.entrySet()) {
                if (option.getValue().equals(item.value())) {
                    return option.getKey();
                }
            }
            return "";
        }

        private static String divided(String raw, String div) {
            if (!NUMBER.matcher(raw).matches() || !NUMBER.matcher(div).matches()) {
                return raw;
            }
            BigDecimal by = new BigDecimal(div);
            return by.signum() == 0
                    ? raw
                    : new BigDecimal(raw)
                            .divide(by, 9, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }
}
