package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a number is called: one series for each word, 1 for the one that holds. A word may stand for several numbers. */
final class WordSeries implements NumberTarget {
    private final Series[] series;
    private final int[][] numbers;
    private final boolean bits;

    private WordSeries(Series[] series, int[][] numbers, boolean bits) {
        this.series = series;
        this.numbers = numbers;
        this.bits = bits;
    }

    /**
     * @param words by number
     * @param bits whether a number is a sum of those, so that several words may hold
     * @param name the series of a number's word
     */
    static WordSeries of(Map<Integer, String> words, boolean bits, Function<Map.Entry<Integer, String>, Series> name) {
        Map<Series, List<Integer>> bySeries = new LinkedHashMap<>();
        words.entrySet().forEach(word -> bySeries.computeIfAbsent(name.apply(word), s -> new ArrayList<>())
                .add(word.getKey()));
        return new WordSeries(
                bySeries.keySet().toArray(Series[]::new),
                bySeries.values().stream()
                        .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new),
                bits);
    }

    @Override
    public void number(double value, Samples out) {
        for (int i = 0; i < series.length; i++) {
            out.add(series[i], holds(numbers[i], value) ? 1 : 0);
        }
    }

    private boolean holds(int[] any, double value) {
        for (int number : any) {
            if (bits ? ((long) value & number) != 0 : value == number) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void forget(Samples out) {
        for (Series each : series) {
            out.gone(each);
        }
    }

    @Override
    public void collect(List<Series> all) {
        all.addAll(List.of(series));
    }
}
