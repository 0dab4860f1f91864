package io.github.homeexporter.status;

import io.github.homeexporter.sample.DeviceSamples;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The series a query asks for, at one moment, by device and name.
 *
 * @param total how many there are without offset and limit
 * @param rooms the rooms that series of the devices asked for name, whatever else is asked
 * @param aliases what people call a device, by its name; empty where its series' labels {@code alias} do not agree
 */
record Selection(List<Chosen> series, int total, SortedSet<String> rooms, SortedMap<String, String> aliases) {
    private static final int MOST_ROOMS = 500;

    /** Small, since a slow reader holds thousands of them. */
    record Chosen(String device, Series series, double value, long ageMillis) {}

    /**
     * What the series of a device say of it, found out once for as long as it has the same ones.
     *
     * @param alias null when there is none, empty when they do not agree
     */
    record Labels(DeviceSamples of, SortedSet<String> rooms, String alias) {
        private static Labels of(DeviceSamples samples) {
            SortedSet<String> rooms = new TreeSet<>();
            String alias = null;
            for (StoredSample sample : samples) {
                Map<String, String> labels = sample.series().labels();
                // a strip has a name, and each of its sockets another
                String own = labels.containsKey("child") ? null : labels.get("alias");
                if (own != null) {
                    alias = alias == null || alias.equals(own) ? own : "";
                }
                String room = labels.get("room");
                if (room != null && rooms.size() < MOST_ROOMS) {
                    rooms.add(room);
                }
            }
            return new Labels(samples, rooms, alias);
        }
    }

    /** @param known labels by device, from one selection to the next */
    static Selection of(SampleStore store, StatusQuery query, Map<String, Labels> known) {
        List<Chosen> chosen = new ArrayList<>();
        SortedSet<String> rooms = new TreeSet<>();
        SortedMap<String, String> aliases = new TreeMap<>();
        Set<String> names = new HashSet<>();
        int total = 0;
        for (DeviceStatus device : store.devices()) {
            String name = device.name();
            names.add(name);
            DeviceSamples samples = store.samples(name);
            Labels labels = known.compute(
                    name,
                    (n, before) ->
                            before == null || !before.of().isOfSameSeries(samples) ? Labels.of(samples) : before);
            if (labels.alias() != null) {
                aliases.put(name, labels.alias());
            }
            if (query.wants(name)) {
                labels.rooms().stream().limit(MOST_ROOMS - rooms.size()).forEach(room -> rooms.add(room));
                total += choose(name, samples, query, total, chosen);
            }
        }
        known.keySet().retainAll(names);
        return new Selection(chosen, total, rooms, aliases);
    }

    /** How many there are in it. */
    private static int choose(String name, DeviceSamples samples, StatusQuery query, int before, List<Chosen> chosen) {
        Predicate<Series> wanted = query.of(name);
        if (wanted == StatusQuery.ANY) {
            int from = Math.max(0, query.offset() - before);
            for (int i = from; i < samples.size() && chosen.size() < query.limit(); i++) {
                chosen.add(chosen(name, samples.get(i)));
            }
            return samples.size();
        }
        int found = 0;
        for (StoredSample sample : samples) {
            if (wanted.test(sample.series())) {
                if (before + found >= query.offset() && chosen.size() < query.limit()) {
                    chosen.add(chosen(name, sample));
                }
                found++;
            }
        }
        return found;
    }

    private static Chosen chosen(String name, StoredSample sample) {
        return new Chosen(name, sample.series(), sample.value(), sample.ageMillis());
    }

    /** As the device names it; ISG values have it as a label. */
    static String unit(Series series) {
        String unit = series.family().unit();
        return unit.isEmpty() ? series.labels().getOrDefault("unit", "") : unit;
    }

    /**
     * Which series are asked for.
     *
     * @param device name of the one device, empty for all
     * @param room value of the label {@code room}, empty for all
     * @param words all of which must stand in the device's name, the series' name, its title, its labels or its unit; in lower case
     * @param offset how many to leave out
     * @param limit how many at most
     */
    record StatusQuery(String device, String room, List<String> words, int offset, int limit) {
        /** Also what is given when no limit is asked for: what a slow reader holds of the heap depends on it. */
        static final int HIGHEST_LIMIT = 5_000;

        static final Predicate<Series> ANY = series -> true;

        private static final int LONGEST_SEARCH = 200;

        /** @throws IllegalArgumentException saying which parameter is wrong and what is allowed */
        static StatusQuery of(UnaryOperator<String> parameter) {
            return of(parameter, HIGHEST_LIMIT);
        }

        /** @param highest limit, and what is given when none is asked for */
        static StatusQuery of(UnaryOperator<String> parameter, int highest) {
            String search = parameter.apply("search").strip().toLowerCase(Locale.ROOT);
            if (search.length() > LONGEST_SEARCH) {
                throw new IllegalArgumentException("search is too long; allowed: " + LONGEST_SEARCH + " characters");
            }
            return new StatusQuery(
                    parameter.apply("device"),
                    parameter.apply("room"),
                    search.isEmpty() ? List.of() : Arrays.asList(search.split("\\s+")),
                    number(parameter, "offset", 0, Integer.MAX_VALUE),
                    number(parameter, "limit", highest, highest));
        }

        private static int number(UnaryOperator<String> parameter, String name, int otherwise, int highest) {
            String text = parameter.apply(name);
            if (text.isEmpty()) {
                return otherwise;
            }
            try {
                int number = Integer.parseInt(text);
                if (number >= 0 && number <= highest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below, without the text: it is the caller's
            }
            throw new IllegalArgumentException(name + " is no number; allowed: 0 to " + highest);
        }

        boolean wants(String deviceName) {
            return device.isEmpty() || device.equals(deviceName);
        }

        /** Which series of a device: {@link #ANY} for all of them. */
        Predicate<Series> of(String deviceName) {
            String name = deviceName.toLowerCase(Locale.ROOT);
            Predicate<Series> all =
                    room.isEmpty() ? ANY : series -> room.equals(series.labels().get("room"));
            for (String word : words) {
                if (!name.contains(word)) {
                    Predicate<Series> inText = isAscii(word) ? inText(word) : series -> isIn(word, series.toString());
                    all = all.and(inText.or(series -> isIn(word, series.family().unit()))
                            .or(series -> isIn(word, series.item().title())));
                }
            }
            return all;
        }

        private static boolean isIn(String word, String text) {
            return text.toLowerCase(Locale.ROOT).contains(word);
        }

        private static boolean isAscii(String word) {
            return word.chars().allMatch(c -> c < 128);
        }

        /** In its text as it lies there: to make another of each of fifty thousand takes longer than all the rest. */
        private static Predicate<Series> inText(String word) {
            byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
            return series -> {
                byte[] text = series.text();
                for (int from = 0; from <= text.length - wanted.length; from++) {
                    int same = 0;
                    while (same < wanted.length && lower(text[from + same]) == wanted[same]) {
                        same++;
                    }
                    if (same == wanted.length) {
                        return true;
                    }
                }
                return false;
            };
        }

        private static int lower(byte letter) {
            return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
        }
    }
}
