package io.github.homeexporter.routes;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.Texts;
import io.github.homeexporter.poll.Bounds;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.URISupport;
import org.apache.hc.core5.http.HttpException;

/** One line a person can act on, out of Camel's nested exceptions. */
final class RouteSentences {
    private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");
    /** What a YAML parser wanted, and where: it says before that what it was reading. */
    private static final Pattern EXPECTED = Pattern.compile(
            "(?m)^ *(expected .*|mapping values are not allowed here|found .*)$[^^]*?\\bline (\\d+), column (\\d+)");

    private static final Pattern UNKNOWN_OPTION = Pattern.compile("Unknown parameters=\\[\\{(.*?)}]");
    private static final Pattern NO_PROPERTY = Pattern.compile("Property with key \\[(.*?)] not found");
    private static final Pattern NO_COMPONENT = Pattern.compile("No endpoint could be found for: ([a-z0-9+.-]+):");
    /** As Camel shows a step whose expression it cannot make: {@code >>> SetBody[jq{.a}]}. */
    private static final Pattern STEP = Pattern.compile(">>> (\\w+)\\[(?:.*?, )?(\\w+)\\{");

    private static final Pattern NO_WORD_OF =
            Pattern.compile("Enum(?: class|:) class (?<class>\\S+) does not have any constant with value: (?<word>\\S+)"
                    + "|No enum constant (?<type>[\\w.$]+)[.](?<name>\\w+)");
    private static final Pattern NO_NUMBER = Pattern.compile("For input string: \"(.*)\"");
    private static final Pattern NO_ADDRESS = Pattern.compile("Expected scheme-specific part at index \\d+: (.*:)");

    private static final int MAX = 300;

    private RouteSentences() {}

    /** As {@link #of(Throwable)}; of settings that are missing all that the file needs. */
    static String of(CamelContext live, String text, Throwable thrown) {
        return isMissingSetting(thrown) ? missing(missing(live, text, Set.of())) : of(thrown);
    }

    static String of(Throwable thrown) {
        Throwable deepest = thrown;
        String best = "";
        while (deepest != null) {
            String message = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
            Matcher option = UNKNOWN_OPTION.matcher(message);
            if (option.find()) {
                return "unknown option " + option.group(1).replaceAll("=[^,]*", "") + " of " + schemeIn(message);
            }
            Matcher key = NO_PROPERTY.matcher(message);
            if (key.find()) {
                return missing(List.of(key.group(1)));
            }
            Matcher scheme = NO_COMPONENT.matcher(message);
            if (scheme.find()) {
                return "no component " + scheme.group(1) + ":; is it spelt right, and is its jar there?";
            }
            if (deepest instanceof ClassNotFoundException) {
                return "no class " + message + "; is it spelt right, and is its jar there?";
            }
            Matcher expected = EXPECTED.matcher(message);
            if (expected.find()) {
                return expected.group(1).strip() + " (column " + expected.group(3) + ")";
            }
            best = message;
            deepest = deepest.getCause();
        }
        return expressionIn(thrown) + inWords(thrown, best);
    }

    /** What Java says of a word, a number or an address, for a person. */
    private static String inWords(Throwable thrown, String said) {
        Matcher word = NO_WORD_OF.matcher(said);
        if (word.find()) {
            String type = word.group("class") == null ? word.group("type") : word.group("class");
            return "\"" + (word.group("word") == null ? word.group("name") : word.group("word")) + "\" is not taken"
                    + wordsOf(type);
        }
        Matcher number = NO_NUMBER.matcher(said);
        if (number.find()) {
            Matcher option = Pattern.compile("[?&]([\\w.-]+)=" + Pattern.quote(number.group(1)) + "(&|\\s|$)")
                    .matcher(String.valueOf(thrown.getMessage()));
            return (option.find() ? option.group(1) + "=" : "") + "\"" + number.group(1)
                    + "\"; allowed: a whole number";
        }
        Matcher address = NO_ADDRESS.matcher(said);
        if (address.find()) {
            return "behind " + address.group(1) + " an address or a name is missing";
        }
        return said.contains("RoutesBuilderLoader")
                ? "is not taken for its name; allowed: one that ends in .camel.yaml and has no other dots"
                : oneLine(said);
    }

    private static String wordsOf(String type) {
        try {
            Object[] words = Class.forName(type).getEnumConstants();
            return words == null
                    ? ""
                    : "; allowed: " + Arrays.stream(words).map(Object::toString).collect(Collectors.joining(", "));
        } catch (ClassNotFoundException e) {
            return "";
        }
    }

    /** Which expression a language's parser was at, when its own words do not say so. */
    private static String expressionIn(Throwable thrown) {
        return causes(thrown)
                .map(t -> STEP.matcher(String.valueOf(t.getMessage())))
                .filter(Matcher::find)
                .findFirst()
                .map(step -> "the " + step.group(2) + " of step " + step.group(1) + ": ")
                .orElse("");
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    /** Why a route that runs has failed: the innermost cause, in the words that hold for any device. */
    static String running(Throwable thrown) {
        Throwable deepest = thrown;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String answer = ofAnswer(t);
            if (answer != null) {
                return answer;
            }
            if (t.getClass().getName().contains("Json")) {
                // what might have stood there instead helps nobody
                return "the answer is not JSON: "
                        + oneLine(String.valueOf(t.getMessage())).replaceFirst(": was expecting .*", "");
            }
            if (t.getClass().getSimpleName().contains("Timeout")) {
                return "no answer in time: " + oneLine(String.valueOf(t.getMessage()));
            }
            if (t instanceof IOException) {
                return NetworkFaults.of(t).sentence();
            }
            deepest = t;
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : oneLine(deepest.getMessage());
    }

    /** Of a device that was reached; null for what does not speak of an answer. Without the address, which may hold a key. */
    private static String ofAnswer(Throwable t) {
        String message = String.valueOf(t.getMessage());
        if (t instanceof HttpOperationFailedException status) {
            String to = status.hasRedirectLocation() ? ", which leads to " + oneLine(status.getRedirectLocation()) : "";
            return "answered HTTP " + status.getStatusCode() + to;
        }
        // an exception of input and output wraps it
        Throwable http = t instanceof HttpException ? t : t.getCause();
        if (http instanceof HttpException) {
            return "the answer is not HTTP as it should be: " + oneLine(String.valueOf(http.getMessage()));
        }
        if (t instanceof UnsupportedCharsetException || t instanceof IllegalCharsetNameException) {
            return "the answer names a charset that is not known: \"" + Texts.oneLine(message) + "\"";
        }
        if (t instanceof IOException && (message.startsWith("not JSON") || message.startsWith("JSON, but"))) {
            return "the answer is " + oneLine(message);
        }
        // web/WebComponent's own words
        return t instanceof IOException && message.startsWith("the answer ") ? oneLine(message) : null;
    }

    static String missing(List<String> keys) {
        return keys.size() == 1
                ? "no setting " + keys.get(0) + "; set it in application.properties or give a default: {{" + keys.get(0)
                        + ":}}"
                : "no settings " + String.join(", ", keys)
                        + "; set them in application.properties or give each a default: {{key:}}";
    }

    /** All settings that are missing at once, so that they can be written down at once. */
    static List<String> missing(CamelContext live, String text, Set<String> ids) {
        boolean unnamed = ids.stream().anyMatch(id -> id.startsWith("without id"));
        return RouteFiles.keysWithoutDefault(text, unnamed ? Set.of() : ids).stream()
                .filter(key ->
                        live.getPropertiesComponent().resolveProperty(key).isEmpty())
                .toList();
    }

    /** Camel's line of a step written as {@code - to: {…}} is one less than the editor's, hence not said to the digit. */
    static String near(int line) {
        return line > 0 ? " near line " + line : "";
    }

    /** Whether what is wrong is a setting that is not there. */
    static boolean isMissingSetting(Throwable thrown) {
        return causes(thrown)
                .anyMatch(
                        t -> NO_PROPERTY.matcher(String.valueOf(t.getMessage())).find());
    }

    /** The first option that a component does not know; empty when that is not what is wrong. */
    static String unknownOption(Throwable thrown) {
        return causes(thrown)
                .map(t -> UNKNOWN_OPTION.matcher(String.valueOf(t.getMessage())))
                .filter(Matcher::find)
                .map(unknown -> unknown.group(1).replaceFirst("(?s)=.*", ""))
                .findFirst()
                .orElse("");
    }

    /** Of an option whose text is not of the option's type. */
    static Bounds.Fault unbound(CamelContext context, String uri, PropertyBindingException unbound) {
        String option = unbound.getPropertyName();
        Class<?> type = typeOf(context, uri, option);
        String allowed = "";
        if (type.isEnum()) {
            allowed = Arrays.stream(type.getEnumConstants())
                    .map(word -> word.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        } else if (type == boolean.class || type == Boolean.class) {
            allowed = "true, false";
        } else if (type == int.class || type == Integer.class) {
            allowed = "a whole number";
        } else if (type == long.class || type == Long.class) {
            allowed = "a duration as 30s, or a whole number";
        }
        return new Bounds.Fault(
                option,
                allowed.isEmpty() ? ": " + of(unbound) : "=\"" + unbound.getValue() + "\"; allowed: " + allowed);
    }

    private static Class<?> typeOf(CamelContext context, String uri, String option) {
        Component component = context.getComponent(uri.replaceFirst(":.*", ""));
        return component != null
                        && component.getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter types
                        && types.getOptionType(option, true) != null
                ? types.getOptionType(option, true)
                : String.class;
    }

    /** The route that could not be built; empty when the exception names none. */
    static String routeIn(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof FailedToCreateRouteException failed) {
                return failed.getRouteId();
            }
            if (t instanceof FailedToStartRouteException failed) {
                return failed.getRouteId();
            }
        }
        return "";
    }

    /** {@code :8}, or nothing when the exception names no line. */
    static String lineOf(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            Matcher expected = EXPECTED.matcher(String.valueOf(t.getMessage()));
            if (expected.find()) {
                return ":" + expected.group(2);
            }
            Matcher line = LINE.matcher(String.valueOf(t.getMessage()));
            if (line.find()) {
                return ":" + line.group(1);
            }
        }
        return "";
    }

    private static String schemeIn(String message) {
        Matcher scheme = Pattern.compile("endpoint: ([a-z0-9-]+):").matcher(message);
        return scheme.find() ? scheme.group(1) + ":" : "the endpoint";
    }

    /** Why a file cannot be read. */
    static String unread(IOException e) {
        // it was listed, so its name is there
        return "cannot be read: " + OwnerFile.why(e).replaceFirst("^.* does not exist$", "it is a link into nothing");
    }

    private static String oneLine(String message) {
        String line = URISupport.sanitizeUri(message.lines()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty() && !l.equals("^"))
                        .findFirst()
                        .orElse("unknown fault"))
                .replaceFirst("//[^/@\\s]*@", "//");
        return Texts.unbroken(line.length() > MAX ? line.substring(0, MAX) + "…" : line);
    }
}
