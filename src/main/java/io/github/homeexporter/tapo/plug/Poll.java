package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.wire.TransportFault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One cycle of a plug: the questions and what the answers add up to. */
interface Poll {
    /** The next question as JSON; null when all is asked. The same again until it is answered. */
    String question();

    /** Takes the answer to the question; after a fault the question is still open. */
    void answer(String json) throws TransportFault;

    /**
     * The question is never answered, though the plug takes logins: its parts are asked one by one, and the part that is at
     * fault is left out.
     *
     * @return false when the plug cannot be read without it
     */
    boolean unanswered();

    /** What is open, in words. */
    String asked();

    /** Whether the last answer showed that the plug is of the other family. */
    boolean isOtherFamily();

    /** When all is asked. */
    PlugAnswer result();

    /** What was learnt about a plug by asking: it holds until it is another plug or has other firmware. */
    static final class Knowledge {
        private static final long LEFT_OUT_MILLIS = 3_600_000;
        /** Batches in a row without an answer, whose methods were answered one by one. */
        private static final int MOST_LOST_BATCHES = 3;

        /** What a Kasa plug's statistics said last; NaN for what they did not say. */
        record Statistics(String date, double today, double month) {
            Statistics or(Statistics before) {
                return before == null || !before.date.equals(date)
                        ? this
                        : new Statistics(
                                date,
                                Double.isNaN(today) ? before.today : today,
                                Double.isNaN(month) ? before.month : month);
            }
        }

        /** A peer whose sockets bear other ids each time must not fill the heap with what was learnt of them. */
        private static final int MOST_LEARNT = 1_000;

        private String identity = "";
        private final Set<String> unsupported = new HashSet<>();
        private final Map<String, Long> silent = new TreeMap<>();
        private int lostBatches;
        final Map<String, Statistics> statistics = new HashMap<>();
        long statisticsAt;

        /** Whether the plug takes one question at a time only. */
        boolean singles;

        /** Whether it was asked for its parts, and what it said. */
        boolean described;

        boolean metering;
        boolean strip;
        boolean bulb;

        /** @param now model, firmware and MAC address */
        void identity(String now) {
            if (!identity.isEmpty() && !now.equals(identity)) {
                unsupported.clear();
                silent.clear();
                statistics.clear();
                statisticsAt = 0;
                singles = false;
                described = false;
            }
            identity = now;
        }

        void unsupported(String outlet, String method) {
            if (unsupported.size() >= MOST_LEARNT) {
                unsupported.clear();
            }
            unsupported.add(outlet + ' ' + method);
        }

        /** It was not answered while others were: left out for an hour. */
        void silent(String outlet, String method, long nowMillis) {
            if (silent.size() >= MOST_LEARNT) {
                silent.clear();
            }
            silent.put(outlet + ' ' + method, nowMillis + LEFT_OUT_MILLIS);
            lostBatches = 0;
        }

        boolean isAsked(String outlet, String method, long nowMillis) {
            return isSupported(outlet, method) && silent.getOrDefault(outlet + ' ' + method, 0L) <= nowMillis;
        }

        /** False only when the plug has said that it does not know the method. */
        boolean isSupported(String outlet, String method) {
            return !unsupported.contains(outlet + ' ' + method);
        }

        /** Methods that are left out, whichever socket's. */
        Set<String> silent(long nowMillis) {
            Set<String> methods = new TreeSet<>();
            silent.values().removeIf(until -> until <= nowMillis);
            silent.keySet().forEach(key -> methods.add(key.substring(key.indexOf(' ') + 1)));
            return methods;
        }

        void batch(boolean answered) {
            lostBatches = answered ? 0 : lostBatches + 1;
            singles |= lostBatches >= MOST_LOST_BATCHES;
        }
    }
}
