package io.github.homeexporter.routes;

import io.github.homeexporter.poll.Bounds;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * An endpoint without the settings that are not there, so that they hide nothing else that is wrong with it.
 *
 * @param rest the endpoint without the options that lack a setting
 * @param options those options
 * @param place whether what stands before the options lacks one
 */
record MissingSettings(String rest, Set<String> options, boolean place) {
    private static final Pattern OPTION = Pattern.compile("[?&]([^=&]+)=([^&]*)");
    private static final Pattern KEY = Pattern.compile("\\{\\{[^{}]*}}");
    /** Of no device: RFC 5737; nothing is sent there. */
    private static final String ANY_PLACE = "192.0.2.1";

    static MissingSettings in(CamelContext context, String uri) {
        String path = RouteFaults.path(uri);
        Set<String> options = new LinkedHashSet<>();
        String rest = uri;
        Matcher option = OPTION.matcher(uri.substring(path.length()));
        while (option.find()) {
            if (isMissing(context, RouteFaults.decoded(option.group(2)))) {
                options.add(option.group(1));
                rest = RouteFaults.without(rest, option.group(1));
            }
        }
        return new MissingSettings(rest, options, isMissing(context, path));
    }

    private static boolean isMissing(CamelContext context, String text) {
        try {
            context.resolvePropertyPlaceholders(text.replaceFirst("^#property:(.+)", "{{$1}}"));
            return false;
        } catch (IllegalArgumentException e) {
            return RouteSentences.isMissingSetting(e);
        }
    }

    boolean any() {
        return place || !options.isEmpty();
    }

    /** The endpoint with a place to be tried with. */
    String withPlace(String uri) {
        String path = RouteFaults.path(uri);
        return place ? KEY.matcher(path).replaceAll(ANY_PLACE) + uri.substring(path.length()) : uri;
    }

    /** Whether the fault would be one with the settings as well: of a place that is made up only what its options say counts. */
    boolean leaves(Bounds.Fault fault, String uri) {
        return !(place && RouteFaults.written(uri, fault.option()) == null)
                && !options.contains(fault.option())
                && !mentions(fault.said());
    }

    /** As {@link #leaves(Bounds.Fault, String)}, of what is said of the endpoint as a whole. */
    boolean leaves(String sentence) {
        boolean ofPlace = place && (!sentence.startsWith("no component ") || sentence.contains(ANY_PLACE));
        return !ofPlace && !mentions(sentence);
    }

    private boolean mentions(String said) {
        return options.stream().anyMatch(option -> Pattern.compile("\\b" + Pattern.quote(option) + "\\b")
                .matcher(said)
                .find());
    }
}
