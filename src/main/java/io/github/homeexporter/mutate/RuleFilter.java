package io.github.homeexporter.mutate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.mutate.RuleFilter.RuleFunction.Signature;
import io.github.homeexporter.words.Slug;
import io.github.homeexporter.words.Unit;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** A filter of the rules' expressions, under the name Home Assistant's templates have for it where there is one. */
final class RuleFilter implements Filter {
    private final Signature signature;
    private final BiFunction<String, Map<String, Object>, Object> body;

    private RuleFilter(Signature signature, BiFunction<String, Map<String, Object>, Object> body) {
        this.signature = signature;
        this.body = body;
    }

    private static RuleFilter with(BiFunction<String, Map<String, Object>, Object> body, String... required) {
        return new RuleFilter(new Signature(List.of(required), required.length), body);
    }

    private static RuleFilter perhaps(String argument, BiFunction<String, Map<String, Object>, Object> body) {
        return new RuleFilter(new Signature(List.of(argument), 0), body);
    }

    /** @param zone of the times that {@code timestamp} reads */
    static Map<String, RuleFilter> all(ZoneId zone) {
        Map<String, RuleFilter> all = new HashMap<>();
        RuleFilter number = perhaps("default", RuleFilter::number);
        all.put("number", number);
        all.put("float", number);
        all.put("int", perhaps("default", RuleFilter::whole));
        all.put("round", perhaps("digits", RuleFilter::round));
        all.put("abs", with((t, a) -> Math.abs(DeviceText.require(t))));
        all.put("regex_find", with((t, a) -> find(t, text(a.get("regex"))), "regex"));
        all.put("regex_match", with((t, a) -> regex(a).matcher(t).lookingAt(), "regex"));
        all.put("regex_search", with((t, a) -> regex(a).matcher(t).find(), "regex"));
        all.put("regex_replace", with((t, a) -> regex(a).matcher(t).replaceAll(text(a.get("by"))), "regex", "by"));
        all.put("replace", with((t, a) -> t.replace(text(a.get("old")), text(a.get("new"))), "old", "new"));
        all.put("timestamp", with((t, a) -> timestamp(t, zone)));
        all.put("ensure_suffix", with((t, a) -> suffixed(t, text(a.get("suffix"))), "suffix"));
        all.put("ensure_prefix", with((t, a) -> prefixed(t, text(a.get("prefix"))), "prefix"));
        all.put("unit", with((t, a) -> Unit.word(t)));
        RuleFilter slug = with((t, a) -> Slug.of(t));
        all.put("slug", slug);
        all.put("slugify", slug);
        all.put("lower", with((t, a) -> t.toLowerCase(Locale.ROOT)));
        all.put("upper", with((t, a) -> t.toUpperCase(Locale.ROOT)));
        all.put("trim", with((t, a) -> t.strip()));
        all.put("default", with((t, a) -> t.isEmpty() ? a.get("value") : t, "value"));
        all.put("strip_tags", with((t, a) -> DeviceText.strip(t)));
        return Map.copyOf(all);
    }

    private static String suffixed(String text, String suffix) {
        return text.endsWith(suffix) ? text : text + suffix;
    }

    private static String prefixed(String text, String prefix) {
        return text.startsWith(prefix) ? text : prefix + text;
    }

    Signature signature() {
        return signature;
    }

    @Override
    public List<String> getArgumentNames() {
        return signature.arguments();
    }

    @Override
    public Object apply(
            Object input, Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
        return body.apply(text(input), arguments);
    }

    /** Pebble hands on numbers as numbers; a whole one is written without a point. */
    static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) {
            return Long.toString(d.longValue());
        }
        return value.toString();
    }

    private static Object number(String text, Map<String, Object> arguments) {
        OptionalDouble number = DeviceText.spoken(text);
        if (number.isEmpty() && arguments.containsKey("default") && arguments.get("default") != null) {
            return arguments.get("default");
        }
        return number.isPresent() ? number.getAsDouble() : DeviceText.require(text);
    }

    private static Object whole(String text, Map<String, Object> arguments) {
        Object number = number(text, arguments);
        return number instanceof Double d ? (Object) d.longValue() : number;
    }

    private static Object round(String text, Map<String, Object> arguments) {
        int digits = (int) DeviceText.require(
                text(arguments.getOrDefault("digits", 0)).isEmpty() ? "0" : text(arguments.getOrDefault("digits", 0)));
        return BigDecimal.valueOf(DeviceText.require(text))
                .setScale(Math.max(0, Math.min(digits, 12)), RoundingMode.HALF_UP)
                .doubleValue();
    }

    /** The first group of the first match, the whole match when there is no group, empty when nothing matches. */
    private static String find(String text, String regex) {
        Matcher matcher = Regex.compile(regex).matcher(text);
        if (!matcher.find()) {
            return "";
        }
        String found = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        return found == null ? "" : found;
    }

    private static Pattern regex(Map<String, Object> arguments) {
        return Regex.compile(text(arguments.get("regex")));
    }

    private static Object timestamp(String text, ZoneId zone) {
        OptionalLong seconds = DeviceText.timestamp(text, zone);
        return seconds.isPresent() ? (Object) seconds.getAsLong() : "";
    }

    /** A function of the rules' expressions. */
    static final class RuleFunction implements Function {
        static final Map<String, RuleFunction> ALL = Map.of(
                "duration",
                new RuleFunction(new Signature(List.of("h", "m", "s"), 1), RuleFunction::duration),
                "float",
                new RuleFunction(
                        new Signature(List.of("text"), 1), a -> DeviceText.require(RuleFilter.text(a.get("text")))));

        private final Signature signature;
        private final java.util.function.Function<Map<String, Object>, Object> body;

        private RuleFunction(Signature signature, java.util.function.Function<Map<String, Object>, Object> body) {
            this.signature = signature;
            this.body = body;
        }

        Signature signature() {
            return signature;
        }

        @Override
        public List<String> getArgumentNames() {
            return signature.arguments();
        }

        @Override
        public Object execute(Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
            return body.apply(arguments);
        }

        /** Hours, minutes, seconds as seconds; a minus before the hours counts for all of it, also before a zero. */
        private static Object duration(Map<String, Object> arguments) {
            String hours = RuleFilter.text(arguments.get("h"));
            double seconds = Math.abs(part(hours)) * 3600
                    + part(RuleFilter.text(arguments.get("m"))) * 60
                    + part(RuleFilter.text(arguments.get("s")));
            return hours.strip().startsWith("-") ? -seconds : seconds;
        }

        private static double part(String text) {
            OptionalDouble number = text.isBlank() ? OptionalDouble.of(0) : DeviceText.spoken(text);
            return number.orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not a number"));
        }

        /**
         * The arguments of a filter or function.
         *
         * @param arguments their names in order; one named {@code regex} is checked at load when it is a literal
         * @param required how many of them must be given
         */
        record Signature(List<String> arguments, int required) {
            String describe(String name) {
                return "allowed: " + name + "(" + String.join(", ", arguments) + ")"
                        + (required < arguments.size() ? ", the first " + required + " required" : "");
            }
        }
    }
}
