package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One cycle of a plug: the questions and what the answers add up to. */
abstract class Poll<R extends Poll.Request> {
    static final int MOST_CHILDREN = 64;

    final Knowledge known;
    final long nowMillis;
    final Deque<R> open = new ArrayDeque<>();
    final Set<Lack> troubles = new LinkedHashSet<>();
    /** Not answered in this cycle. */
    private final List<R> left = new ArrayList<>();

    /** Whether the last answer showed that the plug is of the other family. */
    boolean otherFamily;

    Poll(Knowledge known, long nowMillis) {
        this.known = known;
        this.nowMillis = nowMillis;
    }

    /** A method, or several at once. */
    interface Request {
        /** Id of the socket that is asked, empty for the plug itself. */
        String outlet();

        List<String> methods();
    }

    /** The next question as JSON; null when all is asked. The same again until it is answered. */
    String question() {
        return open.isEmpty() ? null : json(open.peek());
    }

    abstract String json(R request);

    /** Takes the answer to the question; after a fault the question is still open. */
    abstract void answer(String json) throws TransportFault;

    /** What else is to be asked, after all that was. */
    abstract void proceed(R last);

    /** Asks for each of its methods alone, before everything else. */
    abstract void split(R request);

    /** Whether the plug cannot be read without the answer to that method. */
    abstract boolean isNeeded(String method);

    /**
     * The question is never answered, though the plug takes logins: its parts are asked one by one, and the part that is at
     * fault is left out.
     *
     * @return false when the plug cannot be read without it
     */
    boolean unanswered() {
        R request = open.element();
        boolean batch = request.methods().size() > 1;
        if (!batch && isNeeded(request.methods().get(0))) {
            return false;
        }
        open.remove();
        if (batch) {
            known.batch(false);
            split(request);
        } else {
            left.add(request);
        }
        if (open.isEmpty()) {
            proceed(request);
        }
        return true;
    }

    /** Others have been answered since, so it is not the plug that is away. */
    void leaveOut() {
        left.forEach(r -> known.silent(r.outlet(), r.methods().get(0), nowMillis));
        left.clear();
    }

    /** What is open, in words. */
    String asked() {
        return String.join(", ", open.element().methods());
    }

    /** When all is asked. */
    abstract PlugAnswer result();

    /** What was learnt about a plug by asking: it holds until it is another plug or has other firmware. */
    static final class Knowledge {
        private static final long LEFT_OUT_MILLIS = 3_600_000;
        /** Batches in a row without an answer, whose methods were answered one by one. */
        private static final int MOST_LOST_BATCHES = 3;

        private static final Set<Quantity> MEASURED = EnumSet.of(
                Quantity.POWER,
                Quantity.VOLTAGE,
                Quantity.CURRENT,
                Quantity.ENERGY_TODAY,
                Quantity.ENERGY_MONTH,
                Quantity.ENERGY_TOTAL,
                Quantity.TEMPERATURE,
                Quantity.HUMIDITY);

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
        private final Set<String> answered = new HashSet<>();
        /** What each outlet that measures has said. */
        private final Map<String, Set<Quantity>> said = new HashMap<>();

        private int lostBatches;
        final Map<String, Statistics> statistics = new HashMap<>();
        long statisticsAt;

        /** Whether the plug takes one question at a time only. */
        boolean singles;

        /** Whether it was asked for its parts, and what it said. */
        boolean described;

        /** Whether it is asked what it measures, and whether it has said that it does. */
        boolean metering;

        boolean meters;
        boolean strip;
        boolean bulb;

        /** @param now model, firmware and MAC address */
        void identity(String now) {
            if (!identity.isEmpty() && !now.equals(identity)) {
                unsupported.clear();
                silent.clear();
                answered.clear();
                said.clear();
                statistics.clear();
                statisticsAt = 0;
                singles = false;
                described = false;
            }
            identity = now;
        }

        void answered(String outlet, String method) {
            answered.add(outlet + ' ' + method);
        }

        /** Whether it has answered the method before, so that it can be no other plug's method. */
        boolean isExpected(String outlet, String method) {
            return answered.contains(outlet + ' ' + method);
        }

        /** Adds what is never answered, or else what outlets have measured before, or say that they do, and do not say now. */
        void tellMissing(List<Outlet> outlets, Collection<Lack> troubles, long nowMillis) {
            Set<String> unanswered = silent(nowMillis);
            if (!unanswered.isEmpty()) {
                troubles.add(PlugAnswer.silent(unanswered));
            }
            Set<String> ids = outlets.stream().map(Outlet::id).collect(Collectors.toSet());
            forgetOthers(ids);
            boolean explained =
                    troubles.stream().anyMatch(trouble -> !trouble.reason().equals(PlugAnswer.UNHEARD));
            for (Outlet outlet : outlets) {
                Set<Quantity> all = said.computeIfAbsent(
                        outlet.id(), id -> meters ? EnumSet.of(Quantity.POWER) : EnumSet.noneOf(Quantity.class));
                Set<Quantity> gone = EnumSet.copyOf(all);
                gone.removeAll(outlet.values().keySet());
                all.addAll(outlet.values().keySet());
                all.retainAll(MEASURED);
                if (!gone.isEmpty() && !explained && !outlet.values().isEmpty()) {
                    // whatever it once said it does not know is asked for again
                    unsupported.removeIf(key -> key.startsWith(outlet.id() + ' '));
                    troubles.add(PlugAnswer.missing(outlet, gone));
                }
            }
        }

        /** A peer that names other sockets each time makes nothing grow. */
        private void forgetOthers(Set<String> ids) {
            said.keySet().retainAll(ids);
            statistics.keySet().retainAll(ids);
            for (Set<String> keys : List.of(answered, unsupported, silent.keySet())) {
                keys.removeIf(key -> {
                    String id = key.substring(0, key.lastIndexOf(' '));
                    return !id.isEmpty() && !ids.contains(id);
                });
            }
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
