package io.github.homeexporter.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.poll.Bounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;

/** What Camel's own components judge only when they start, and some not even then: ports, URLs without a scheme, words of a list. */
final class StartOptions {
    private static final int LAST_PORT = 65535;
    private static final String PORTS = "; allowed: a port from 1 to " + LAST_PORT;

    /** A host and its port at the beginning of an address. */
    private static final Pattern PLACE =
            Pattern.compile("(?:^|//|@|:)(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])?:(\\d{1,9})(?=[/?,]|$)");
    /** Not {@code broker:1883}, whose scheme would be {@code broker}. */
    private static final Pattern WITH_SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:(?!\\d+(?:/.*)?$).+");

    private static final Pattern LOGIN = Pattern.compile("//[^/@]*@");
    /** Of platform-http, which takes several, separated by commas; its catalog has no list of them. */
    private static final String METHODS = "httpMethodRestrict";

    private static final List<String> HTTP =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PATCH");

    private StartOptions() {}

    /** @param uri as it is written; ours judge themselves */
    static List<Bounds.Fault> wrong(CamelContext context, String uri) {
        List<Bounds.Fault> faults = new ArrayList<>();
        if (!NumberOptions.isCamels(context, uri)) {
            return faults;
        }
        JsonNode catalog = catalog(context, RouteWiring.scheme(uri));
        String path = NumberOptions.resolved(context, uri.replaceFirst("\\?.*", ""));
        if (path.contains("//") && !path.startsWith("file:")
                || catalog.path("port").isObject()) {
            port(path.substring(path.indexOf(':') + 1)).ifPresent(port -> faults.add(new Bounds.Fault("port", port)));
        }
        if (uri.contains("?")) {
            NumberOptions.options(context, uri.substring(uri.indexOf('?') + 1)).forEach((option, said) -> {
                String value = String.valueOf(said).strip();
                if (!NumberOptions.OTHER.matcher(value).matches()) {
                    judge(option, value, catalog.path(option), faults);
                }
            });
        }
        return faults;
    }

    private static void judge(String option, String value, JsonNode known, List<Bounds.Fault> faults) {
        String name = option.toLowerCase(Locale.ROOT);
        String type = known.path("javaType").asText();
        if (type.equals("int") && name.endsWith("port")) {
            port(":" + value).ifPresent(port -> faults.add(new Bounds.Fault(option, port)));
        } else if (type.equals("java.lang.String") && name.endsWith("url")) {
            String shown = "=\"" + LOGIN.matcher(value).replaceAll("//xxxxxx@") + "\"";
            if (!WITH_SCHEME.matcher(value).matches()) {
                faults.add(new Bounds.Fault(
                        option, shown + "; allowed: a URL that begins with its scheme, as tcp://192.0.2.10:1883"));
            }
            port(value).ifPresent(port -> faults.add(new Bounds.Fault(option, shown + PORTS)));
        } else {
            List<String> words = new ArrayList<>(option.equals(METHODS) ? HTTP : List.of());
            if (type.equals("java.lang.String")) {
                known.path("enum").forEach(word -> words.add(word.asText()));
            }
            List<String> given = option.equals(METHODS) ? Arrays.asList(value.split("\\s*,\\s*")) : List.of(value);
            if (!words.isEmpty()
                    && !given.stream().allMatch(word -> words.stream().anyMatch(word::equalsIgnoreCase))) {
                faults.add(new Bounds.Fault(option, "=\"" + value + "\"; allowed: " + String.join(", ", words)));
            }
        }
    }

    /** What is to be said of the first port that is none. */
    private static Optional<String> port(String address) {
        Matcher place = PLACE.matcher(address);
        while (place.find()) {
            if (Integer.parseInt(place.group(1)) > LAST_PORT) {
                return Optional.of("=\"" + place.group(1) + "\"" + PORTS);
            }
        }
        return Optional.empty();
    }

    /** The options of a component by name, as Camel's catalog has them; empty when it has none. */
    private static JsonNode catalog(CamelContext context, String scheme) {
        try {
            String schema = ((CatalogCamelContext) context).getComponentParameterJsonSchema(scheme);
            return schema == null
                    ? MissingNode.getInstance()
                    : Json.tree(schema).path("properties");
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
