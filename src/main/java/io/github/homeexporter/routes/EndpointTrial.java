package io.github.homeexporter.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.settings.SecretMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.ObjectHelper;

/**
 * One endpoint made in the context of a trial, and what its options are refused for.
 *
 * @param endpoint null when it cannot be had
 * @param lacksSetting whether that is for a setting that is not there
 */
record EndpointTrial(Endpoint endpoint, boolean lacksSetting) {
    private static final String OURS = "io.github.homeexporter.";
    private static final Pattern OPTION = Pattern.compile("[?&]([\\w.-]+)=");
    private static final EndpointTrial REFUSED = new EndpointTrial(null, false);
    private static final EndpointTrial LACKING = new EndpointTrial(null, true);

    /**
     * Camel tells of the first option only that is not of its type or that it does not know; without that one the next shows
     * itself. What is of its type is judged by the endpoint.
     */
    static EndpointTrial of(CamelContext context, RouteFaults told, int line, String uri) {
        MissingSettings missing = MissingSettings.in(context, uri);
        String rest = missing.rest();
        Map<String, Bounds.Fault> words = NumberOptions.wrong(context, rest);
        for (Bounds.Fault word : words.values()) {
            told.option(line, uri, word);
            // ours tell their bounds of a number that nobody means
            rest = NumberOptions.isCamels(context, uri)
                    ? RouteFaults.without(rest, word.option())
                    : RouteFaults.with(rest, word.option(), NumberOptions.NONE);
        }
        rest = missing.withPlace(rest);
        List<Bounds.Fault> atStart = StartOptions.wrong(context, missing.rest());
        atStart.forEach(fault -> told.option(line, uri, fault));
        boolean isWhole = true;
        while (true) {
            try {
                Endpoint endpoint = context.getEndpoint(rest);
                if (endpoint.getClass().getName().startsWith(OURS)) {
                    ServiceHelper.initService(endpoint);
                }
                return missing.any() ? LACKING : isWhole ? new EndpointTrial(endpoint, false) : REFUSED;
            } catch (Exception e) {
                Bounds.OutOfBounds out = ObjectHelper.getException(Bounds.OutOfBounds.class, e);
                if (out != null) {
                    for (Bounds.Fault fault : out.faults()) {
                        if (missing.leaves(fault, uri)) {
                            told.option(line, uri, NumberOptions.asWritten(fault, words));
                        }
                    }
                    return missing.any() ? LACKING : REFUSED;
                }
                PropertyBindingException unbound = ObjectHelper.getException(PropertyBindingException.class, e);
                String option = unbound == null ? RouteSentences.unknownOption(e) : unbound.getPropertyName();
                if (RouteFaults.written(rest, option) == null) {
                    if (RouteSentences.isMissingSetting(e)) {
                        return LACKING;
                    }
                    String tried = rest;
                    for (Bounds.Fault fault : atStart) {
                        rest = RouteFaults.without(rest, fault.option());
                    }
                    if (!rest.equals(tried)) {
                        // it may be refused for what is told already, in Camel's own words
                        isWhole = false;
                        continue;
                    }
                    String sentence = RouteSentences.of(e);
                    String blamed = missing.any() ? null : blamed(context, rest);
                    if (blamed != null) {
                        told.option(line, uri, new Bounds.Fault(blamed, said(blamed, sentence)));
                        rest = RouteFaults.without(rest, blamed);
                        isWhole = false;
                        continue;
                    }
                    if (missing.leaves(sentence)) {
                        told.endpoint(line, uri, sentence);
                    }
                    return missing.any() ? LACKING : REFUSED;
                }
                if (unbound == null) {
                    told.unknown(line, uri, option);
                } else {
                    told.option(line, uri, RouteSentences.unbound(context, uri, unbound));
                }
                rest = RouteFaults.without(rest, option);
            }
        }
    }

    /** The one option without which the endpoint can be had, where Camel does not name it; null for none. */
    private static String blamed(CamelContext context, String uri) {
        Matcher option = OPTION.matcher(uri);
        while (option.find()) {
            try {
                context.getEndpoint(RouteFaults.without(uri, option.group(1)));
                return option.group(1);
            } catch (RuntimeException e) {
                // it is another one, or several
            }
        }
        return null;
    }

    private static String said(String option, String sentence) {
        return sentence.startsWith(option + "=") ? sentence.substring(option.length()) : ": " + sentence;
    }

    /** What Camel's own components judge only when they start, and some not even then: ports, URLs without a scheme, words of a list. */
    static final class StartOptions {
        private static final int LAST_PORT = 65535;
        private static final String PORTS = "; allowed: a port from 1 to " + LAST_PORT;

        /** A host and its port at the beginning of an address. */
        private static final Pattern PLACE =
                Pattern.compile("(?:^|//|@|:)(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])?:(\\d{1,9})(?=[/?,]|$)");
        /** Not {@code broker:1883}, whose scheme would be {@code broker}. */
        private static final Pattern WITH_SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:(?!\\d+(?:/.*)?$).+");

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
            JsonNode catalog = catalog(context, RouteSource.scheme(uri));
            String path = NumberOptions.resolved(context, uri.replaceFirst("\\?.*", ""));
            if (path.contains("//") && !path.startsWith("file:")
                    || catalog.path("port").isObject()) {
                port(path.substring(path.indexOf(':') + 1))
                        .ifPresent(port -> faults.add(new Bounds.Fault("port", port)));
            }
            if (uri.contains("?")) {
                NumberOptions.options(context, uri.substring(uri.indexOf('?') + 1))
                        .forEach((option, said) -> {
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
                String shown = "=\"" + SecretMask.withoutLogins(value) + "\"";
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
            return schema(context, scheme).path("properties");
        }

        /** One of Camel's that gives messages and takes none: the first message would tell. */
        static void takesMessages(CamelContext context, RouteFaults told, ProcessorDefinition<?> step, String uri) {
            boolean taken = !NumberOptions.isCamels(context, uri)
                    || !schema(context, RouteSource.scheme(uri))
                            .path("component")
                            .path("consumerOnly")
                            .asBoolean();
            if (!taken) {
                told.endpoint(
                        step.getLineNumber(),
                        uri,
                        RouteSource.scheme(uri) + ": only gives messages; none can be sent to it");
            }
        }

        private static JsonNode schema(CamelContext context, String scheme) {
            try {
                String schema = ((CatalogCamelContext) context).getComponentParameterJsonSchema(scheme);
                return schema == null ? MissingNode.getInstance() : Json.tree(schema);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }
    }
}
