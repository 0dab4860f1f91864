package io.github.homeexporter.mutate;

import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A function of the rules' expressions. */
final class RuleFunction implements Function {
    private interface Body {
        Object apply(Map<String, Object> arguments);
    }

    static final Map<String, RuleFunction> ALL = Map.of(
            "duration",
            new RuleFunction(new Signature(List.of("h", "m", "s"), 1), RuleFunction::duration),
            "float",
            new RuleFunction(
                    new Signature(List.of("text"), 1), a -> SpokenNumber.require(RuleFilter.text(a.get("text")))));

    private final Signature signature;
    private final Body body;

    private RuleFunction(Signature signature, Body body) {
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
        OptionalDouble number = text.isBlank() ? OptionalDouble.of(0) : SpokenNumber.spoken(text);
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
