package io.github.homeexporter.routes;

import io.github.homeexporter.poll.Bounds;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.URISupport;

/**
 * Words where an option is to be a number or, of Camel's own components, a duration: Camel 4.17 takes many of them for 0 and
 * says nothing, so that {@code period=often} is a timer without a rest, and {@code unitId=abc} asks unit 0.
 */
final class NumberOptions {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, short.class, Short.class);
    private static final Set<Class<?>> LONG = Set.of(long.class, Long.class, java.time.Duration.class);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");
    private static final Pattern DURATION = Pattern.compile("(?i)([+-]?\\d+(ms|[wdhms])\\s*)+|p.*");
    /** Smaller than any option may be. */
    static final String NONE = String.valueOf(Integer.MIN_VALUE);

    /** A bean, a raw value, or a setting that is not there: somebody else judges it. */
    static final Pattern OTHER = Pattern.compile("#.*|RAW.*|.*\\{\\{.*");

    private NumberOptions() {}

    /** By what was written, settings put in. */
    static Map<String, Bounds.Fault> wrong(CamelContext context, String uri) {
        int query = uri.indexOf('?');
        Component component = component(context, uri);
        Map<String, Bounds.Fault> faults = new LinkedHashMap<>();
        if (query < 0
                || component == null
                || !(component.getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter types)) {
            return faults;
        }
        boolean takesDurations = isCamels(context, uri);
        options(context, uri.substring(query + 1)).forEach((option, said) -> {
            String value = String.valueOf(said).strip();
            Class<?> type = types.getOptionType(option, true);
            boolean whole = WHOLE.contains(type == null ? Object.class : type);
            boolean words = (whole || LONG.contains(type == null ? Object.class : type))
                    && !NUMBER.matcher(value).matches()
                    && !(takesDurations && DURATION.matcher(value).matches())
                    && !OTHER.matcher(value).matches();
            if (words) {
                String allowed = whole || !takesDurations ? "a whole number" : "a duration as 30s, or a whole number";
                faults.put(option, new Bounds.Fault(option, "=\"" + value + "\"; allowed: " + allowed));
            }
        });
        return faults;
    }

    /** What the endpoint says of the number that stood in for a word; it knows the bounds. */
    static Bounds.Fault asWritten(Bounds.Fault fault, Map<String, Bounds.Fault> words) {
        Bounds.Fault word = words.get(fault.option());
        return word == null || !fault.said().startsWith("=\"" + NONE + "\";")
                ? fault
                : new Bounds.Fault(
                        fault.option(),
                        word.said().replaceFirst("; allowed: .*", "")
                                + fault.said().substring(NONE.length() + 3));
    }

    /** Ours judge their own; {@code http:} is Camel's, whoever bounds it. */
    static boolean isCamels(CamelContext context, String uri) {
        Component component = component(context, uri);
        return component != null
                && (component instanceof HttpComponent
                        || !component.getClass().getName().startsWith("io.github.homeexporter."));
    }

    /** As it is written where a setting is not there. */
    static String resolved(CamelContext context, String text) {
        try {
            return context.resolvePropertyPlaceholders(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    static Map<String, Object> options(CamelContext context, String query) {
        try {
            return URISupport.parseQuery(context.resolvePropertyPlaceholders(query));
        } catch (URISyntaxException | IllegalArgumentException e) {
            // the trial of the endpoint says so
            return Map.of();
        }
    }

    private static Component component(CamelContext context, String uri) {
        try {
            return context.getComponent(RouteSource.scheme(uri));
        } catch (RuntimeException e) {
            // one that cannot be had is told with its endpoint
            return null;
        }
    }
}
