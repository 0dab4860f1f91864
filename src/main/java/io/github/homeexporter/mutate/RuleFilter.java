package io.github.homeexporter.mutate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.mutate.RuleFunction.Signature;
import io.github.homeexporter.words.Slug;
import io.github.homeexporter.words.Unit;
import io.pebbletemplates.pebble.extension.Filter;
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

/** A filter of the rules' expressions, under the name Home Assistant's templates have for it where there is one. */
final class RuleFilter implements Filter {
    private interface Body {
        Object apply(String input, Map<String, Object> arguments);
    }

    private final Signature signature;
    private final Body body;

    private RuleFilter(List<String> arguments, int required, Body body) {
        this.signature = new Signature(arguments, required);
        this.body = body;
    }

    /** @param zone of the times that {@code timestamp} reads */
    static Map<String, RuleFilter> all(ZoneId zone) {
        Map<String, RuleFilter> all = new HashMap<>();
        RuleFilter number = new RuleFilter(List.of("default"), 0, RuleFilter::number);
        all.put("number", number);
        all.put("float", number);
        all.put("int", new RuleFilter(List.of("default"), 0, RuleFilter::whole));
        all.put("round", new RuleFilter(List.of("digits"), 0, RuleFilter::round));
        all.put("abs", new RuleFilter(List.of(), 0, (t, a) -> Math.abs(SpokenNumber.require(t))));
        all.put("regex_find", new RuleFilter(List.of("regex"), 1, (t, a) -> find(t, text(a.get("regex")))));
        all.put("regex_match", new RuleFilter(List.of("regex"), 1, (t, a) -> regex(a).matcher(t)
                .lookingAt()));
        all.put("regex_search", new RuleFilter(List.of("regex"), 1, (t, a) -> regex(a).matcher(t)
                .find()));
        all.put("regex_replace", new RuleFilter(List.of("regex", "by"), 2, (t, a) -> regex(a).matcher(t)
                .replaceAll(text(a.get("by")))));
        all.put(
                "replace",
                new RuleFilter(List.of("old", "new"), 2, (t, a) -> t.replace(text(a.get("old")), text(a.get("new")))));
        all.put("timestamp", new RuleFilter(List.of(), 0, (t, a) -> timestamp(t, zone)));
        all.put(
                "ensure_suffix",
                new RuleFilter(
                        List.of("suffix"),
                        1,
                        (t, a) -> t.endsWith(text(a.get("suffix"))) ? t : t + text(a.get("suffix"))));
        all.put(
                "ensure_prefix",
                new RuleFilter(
                        List.of("prefix"),
                        1,
                        (t, a) -> t.startsWith(text(a.get("prefix"))) ? t : text(a.get("prefix")) + t));
        all.put("unit", new RuleFilter(List.of(), 0, (t, a) -> Unit.word(t)));
        RuleFilter slug = new RuleFilter(List.of(), 0, (t, a) -> Slug.of(t));
        all.put("slug", slug);
        all.put("slugify", slug);
        all.put("lower", new RuleFilter(List.of(), 0, (t, a) -> t.toLowerCase(Locale.ROOT)));
        all.put("upper", new RuleFilter(List.of(), 0, (t, a) -> t.toUpperCase(Locale.ROOT)));
        all.put("trim", new RuleFilter(List.of(), 0, (t, a) -> t.strip()));
        all.put("default", new RuleFilter(List.of("value"), 1, (t, a) -> t.isEmpty() ? a.get("value") : t));
        all.put("strip_tags", new RuleFilter(List.of(), 0, (t, a) -> Markup.strip(t)));
        return Map.copyOf(all);
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
        OptionalDouble number = SpokenNumber.spoken(text);
        if (number.isEmpty() && arguments.containsKey("default") && arguments.get("default") != null) {
            return arguments.get("default");
        }
        return number.isPresent() ? number.getAsDouble() : SpokenNumber.require(text);
    }

    private static Object whole(String text, Map<String, Object> arguments) {
        Object number = number(text, arguments);
        return number instanceof Double d ? (Object) d.longValue() : number;
    }

    private static Object round(String text, Map<String, Object> arguments) {
        int digits = (int) SpokenNumber.require(
                text(arguments.getOrDefault("digits", 0)).isEmpty() ? "0" : text(arguments.getOrDefault("digits", 0)));
        return BigDecimal.valueOf(SpokenNumber.require(text))
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
        OptionalLong seconds = Timestamps.parse(text, zone);
        return seconds.isPresent() ? (Object) seconds.getAsLong() : "";
    }
}
