package io.github.homeexporter.loxone.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.state.State.NumberTarget;
import io.github.homeexporter.loxone.state.State.TextTarget;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The moods of a light controller by name, 1 for those that are on: two states tell it, the list of moods and which of them are
 * active. Of the older controller they are scenes, {@code 1="Evening",2="Night"}, and a number.
 */
final class MoodSeries {
    private static final Pattern SCENE = Pattern.compile("(\\d{1,4})=\\\\?\"([^\"\\\\]*)");
    private static final int MOST = 100;

    private final Function<String, Series> naming;
    private Map<Integer, String> names = Map.of();
    /** Null while nobody has said it. */
    private Set<Integer> active;

    private Map<String, Series> shown = new HashMap<>();

    /** @param naming the series of a mood by its name */
    MoodSeries(Function<String, Series> naming) {
        this.naming = naming;
    }

    /** For the state that lists the moods. */
    TextTarget list() {
        return new Told(text -> names = names(text), () -> names = Map.of());
    }

    /** For the state that says which are active, as a text. */
    TextTarget active() {
        return new Told(text -> active = Set.copyOf(numbers(text)), () -> active = null);
    }

    /** For the state that says which one is active, as a number. */
    NumberTarget number() {
        return new Told(text -> {}, () -> active = null);
    }

    private void say(Samples out) {
        Map<String, Series> now = new LinkedHashMap<>();
        Set<String> on = new HashSet<>();
        if (active != null) {
            names.forEach((number, name) -> {
                now.computeIfAbsent(name, n -> shown.getOrDefault(n, naming.apply(n)));
                if (active.contains(number)) {
                    on.add(name);
                }
            });
        }
        shown.forEach((name, series) -> {
            if (!now.containsKey(name)) {
                out.gone(series);
            }
        });
        shown = now;
        now.forEach((name, series) -> out.add(series, on.contains(name) ? 1 : 0));
    }

    private static Map<Integer, String> names(String text) {
        Map<Integer, String> names = new LinkedHashMap<>();
        if (!text.stripLeading().startsWith("[")) {
            Matcher scene = SCENE.matcher(text);
            while (scene.find() && names.size() < MOST) {
                names.put(Integer.valueOf(scene.group(1)), scene.group(2));
            }
            return names;
        }
        try (JsonParser json = LoxoneJson.parser(text)) {
            json.nextToken();
            LoxoneJson.eachObject(json, object -> {
                Map<String, String> mood = LoxoneJson.scalars(object);
                if (mood.getOrDefault("id", "").matches("-?\\d{1,9}")
                        && mood.containsKey("name")
                        && names.size() < MOST) {
                    names.put(Integer.valueOf(mood.get("id")), mood.get("name").strip());
                }
            });
        } catch (IOException broken) {
            return Map.of();
        }
        return names;
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        try (JsonParser json = LoxoneJson.parser(text)) {
            for (JsonToken token = json.nextToken(); token != null && numbers.size() < MOST; token = json.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    numbers.add(json.getIntValue());
                }
            }
        } catch (IOException broken) {
            return List.of();
        }
        return numbers;
    }

    private final class Told implements TextTarget, NumberTarget {
        private final Consumer<String> take;
        private final Runnable lose;

        Told(Consumer<String> take, Runnable lose) {
            this.take = take;
            this.lose = lose;
        }

        @Override
        public void text(String text, Samples out) {
            take.accept(text);
            say(out);
        }

        @Override
        public void number(double value, Samples out) {
            active = Set.of((int) value);
            say(out);
        }

        @Override
        public void forget(Samples out) {
            lose.run();
            say(out);
        }

        @Override
        public void collect(List<Series> all) {
            all.addAll(shown.values());
        }
    }
}
