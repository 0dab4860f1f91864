package io.github.homeexporter.routes;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.SecretMask;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.spi.Resource;

/**
 * What is wrong in one route file. An option that is a setting is told as the setting, with the place where it was set;
 * any other with its own line in the file.
 */
final class RouteFaults {
    private static final Pattern PATH = Pattern.compile("^((?:\\{\\{.*?}}|[^?])*)");

    /** How far from the line that Camel gives a step its text is looked for. */
    private static final int NEAR = 20;

    private final Resource file;
    private final Settings settings;
    /** By what they are about: of two about one setting the endpoint's own, which knows its bounds. */
    private final Map<String, Finding> findings = new LinkedHashMap<>();

    /** @param settings null where nobody keeps any, as in a test of one route */
    RouteFaults(Resource file, Settings settings) {
        this.file = file;
        this.settings = settings;
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    /** A finding of somebody else, if it is about this file. */
    void take(Finding finding) {
        if (finding.where().startsWith(name())
                && (finding.where().length() == name().length()
                        || ": ".indexOf(finding.where().charAt(name().length())) >= 0)) {
            findings.putIfAbsent(finding.toString(), finding);
        }
    }

    /** @param line as {@code :12}, or empty */
    void add(String line, String sentence) {
        Finding finding = new Finding(name() + line, sentence);
        findings.putIfAbsent(finding.toString(), finding);
    }

    /**
     * @param line of the endpoint, as Camel has it
     * @param uri as it is written, with {@code {{…}}}
     */
    void option(int line, String uri, Bounds.Fault fault) {
        String written = written(uri, fault.option());
        // a file that an option names can have many faults
        String which = fault.said().matches(": \\S+:\\d+: .*") ? fault.said() : "";
        String key = written == null ? path(uri) : written;
        String setting = RouteFiles.keysIn(decoded(key)).stream().findFirst().orElse("");
        if (setting.isEmpty()) {
            String place = name() + ":" + lineOf(line, uri, written == null ? "" : fault.option());
            findings.put(place + " " + fault.option() + which, new Finding(place, fault.option() + fault.said()));
            return;
        }
        String origin = origin(setting);
        String where = origin.isEmpty() ? name() + ":" + lineOf(line, uri, fault.option()) : origin;
        String said = SecretMask.isSecret(setting) ? fault.said().replaceFirst("=\".*?\"", "") : fault.said();
        findings.put(where + " " + setting + which, new Finding(where, setting + said));
    }

    /** Of an endpoint as a whole. */
    void endpoint(int line, String uri, String sentence) {
        add(":" + lineOf(line, uri, ""), sentence);
    }

    /** Of what stands in a step: with the line where it is written, if that can be found. */
    void text(int line, String text, String sentence) {
        Set<String> keys = RouteFiles.keysIn(text);
        String setting = keys.size() == 1 ? keys.iterator().next() : "";
        String origin = setting.isEmpty() ? "" : origin(setting);
        if (!origin.isEmpty()) {
            findings.putIfAbsent(origin + " " + setting, new Finding(origin, setting + ": " + sentence));
            return;
        }
        List<String> lines = RouteFiles.readable(file).lines().toList();
        String first = text.strip().lines().findFirst().orElse("");
        int from = Math.max(0, Math.min(line, lines.size()) - 1);
        int found = IntStream.range(from, Math.min(from + NEAR, lines.size()))
                .filter(i -> !first.isEmpty() && lines.get(i).contains(first))
                .findFirst()
                .orElse(-1);
        add(found < 0 ? RouteSentences.near(line) : ":" + (found + 1), sentence);
    }

    /** Of an option that its component does not know; whatever it holds, its name is what is wrong. */
    void unknown(int line, String uri, String option) {
        add(":" + lineOf(line, uri, option), "unknown option " + option + " of " + RouteSource.scheme(uri) + ":");
    }

    /** Of a setting that is not there and has no default. */
    void missing(List<String> keys) {
        if (keys.isEmpty()) {
            add("", "{{…}} names no setting that there is; allowed: {{key}} or {{key:default}}, without blanks");
            return;
        }
        String line = "";
        if (keys.size() == 1) {
            List<String> lines = RouteFiles.readable(file).lines().toList();
            Predicate<String> named = Pattern.compile("^(?!\\s*#).*(\\{\\{" + Pattern.quote(keys.get(0))
                            + "}}|#property:" + Pattern.quote(keys.get(0)) + ")")
                    .asPredicate();
            line = IntStream.range(0, lines.size())
                    .filter(i -> named.test(lines.get(i)))
                    .mapToObj(i -> ":" + (i + 1))
                    .findFirst()
                    .orElse("");
        }
        add(line, RouteSentences.missing(keys));
    }

    /** What stands before the options. */
    static String path(String uri) {
        return PATH.matcher(uri).results().findFirst().orElseThrow().group();
    }

    /** The endpoint without that option. */
    static String without(String uri, String option) {
        return uri.replaceFirst("([?&])" + Pattern.quote(option) + "=(?:RAW\\(.*?\\)|RAW\\{.*?}|[^&]*)(&|$)", "$1")
                .replaceFirst("[?&]$", "");
    }

    /** The endpoint with another value of that option. */
    static String with(String uri, String option, String value) {
        return uri.replaceFirst("([?&]" + Pattern.quote(option) + "=)(?:RAW\\(.*?\\)|RAW\\{.*?}|[^&]*)", "$1" + value);
    }

    /** What the option holds in the text of the endpoint; null when it does not stand there. */
    static String written(String uri, String option) {
        Matcher value =
                Pattern.compile("[?&]" + Pattern.quote(option) + "=([^&]*)").matcher(uri);
        return value.find() ? value.group(1) : null;
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign of its own: it was never encoded
            return text;
        }
    }

    /** Where somebody set it; empty when nobody did. */
    private String origin(String key) {
        Setting setting = settings == null ? null : settings.setting(key).orElse(null);
        if (setting != null) {
            return setting.source() == Setting.Source.DEFAULT ? "" : setting.origin();
        }
        // of a key that only a route has Camel asks the environment itself
        String variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return System.getenv(variable) == null ? "" : variable;
    }

    /** The line where the option is written: Camel knows only the one where its step begins, or the one before that. */
    private int lineOf(int line, String uri, String option) {
        List<String> lines = RouteFiles.readable(file).lines().toList();
        int from = Math.max(0, Math.min(line, lines.size()) - 1);
        Pattern place = Pattern.compile(
                option.isEmpty() || written(uri, option) == null
                        ? Pattern.quote(uri.replaceFirst(":.*", ":"))
                        : "\\b" + Pattern.quote(option) + "[\"']?\\s*[:=]");
        for (int i = from; i < lines.size(); i++) {
            if (place.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return from + 1;
    }

    /** As it is told: {@code routes/x.camel.yaml}. */
    String name() {
        return "routes/" + RouteFiles.nameOf(file);
    }
}
