package io.github.homeexporter.tapo.plug;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lifetime counters of outlets whose plug has none, made of its energy of the day and the month: what was used while nobody
 * asked is counted too, as far as the month tells it. They begin at the day's energy.
 */
public final class EnergyCounters {
    private static final Pattern FORM = Pattern.compile(
            "(N) (-|\\d{4}-\\d\\d-\\d\\d) (N) (NaN|N)".replace("N)", "\\d+(?:\\.\\d+)?(?:E-?\\d{1,2})?)"));

    /** All in watt-hours. */
    private record Count(double total, String day, double today, double month) {
        Count then(String now, double used, double usedOfMonth) {
            if (now.equals(day) && !(day.isEmpty() && used < today)) {
                // what falls within a day was not used twice: the plug has started anew
                return new Count(total + Math.max(0, used - today), day, Math.max(used, today), usedOfMonth);
            }
            if (now.compareTo(day) < 0) {
                // its clock is not right yet
                return this;
            }
            return new Count(total + Math.max(used, ofMonth(now, usedOfMonth)), now, used, usedOfMonth);
        }

        private double ofMonth(String now, double usedOfMonth) {
            if (now.isEmpty() || day.isEmpty() || Double.isNaN(usedOfMonth)) {
                return 0;
            }
            boolean same = now.substring(0, 7).equals(day.substring(0, 7));
            return same ? (Double.isNaN(month) ? 0 : usedOfMonth - month) : usedOfMonth;
        }

        @Override
        public String toString() {
            return total + " " + (day.isEmpty() ? "-" : day) + " " + today + " " + month;
        }
    }

    /** More outlets than a house has: a peer that says another MAC address each time gets no more counters. */
    private static final int MOST_OUTLETS = 2_000;

    private final Map<String, Count> counts = new TreeMap<>();
    private boolean changed;

    /** @return whether the text was one of {@link #texts} */
    public boolean restore(String outlet, String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return false;
        }
        if (counts.size() >= MOST_OUTLETS) {
            return false;
        }
        counts.put(
                outlet,
                new Count(
                        Double.parseDouble(m.group(1)),
                        m.group(2).equals("-") ? "" : m.group(2),
                        Double.parseDouble(m.group(3)),
                        Double.parseDouble(m.group(4))));
        return true;
    }

    /** By outlet: the plug's MAC address, and for a socket its number. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        counts.forEach((outlet, count) -> texts.put(outlet, count.toString()));
        return texts;
    }

    /** Whether anything was counted since this was asked last. */
    public boolean hasChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /**
     * Gives a counter to those outlets that have none; once begun it goes on, even if new firmware brings one.
     *
     * @param latest day that it may be anywhere; a plug that says a later one has not its clock right, and believed, no day
     *     would count until then
     */
    public void count(PlugAnswer answer, LocalDate latest) {
        if (answer.mac().isEmpty()) {
            return;
        }
        boolean dated = answer.day().compareTo(latest.toString()) <= 0;
        for (Outlet outlet : answer.outlets()) {
            String key = outlet.position().isEmpty() ? answer.mac() : answer.mac() + " " + outlet.position();
            Double today = outlet.values().get(Quantity.ENERGY_TODAY);
            Count before = counts.get(key);
            boolean room = before != null || counts.size() < MOST_OUTLETS;
            if (today != null && dated && room && (before != null || outlet.isWithoutCounter())) {
                double month = outlet.values().getOrDefault(Quantity.ENERGY_MONTH, Double.NaN);
                Count now = before == null
                        ? new Count(today, answer.day(), today, month)
                        : before.then(answer.day(), today, month);
                changed |= !now.equals(before);
                counts.put(key, now);
            }
            Count now = counts.get(key);
            if (now != null) {
                outlet.put(Quantity.ENERGY_TOTAL, now.total());
            }
        }
    }
}
