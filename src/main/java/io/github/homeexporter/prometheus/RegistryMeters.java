package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.Exposition.Help;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Micrometer knows of Camel, the JVM and the process, as the end of a page. */
final class RegistryMeters {
    private static final List<String> SUFFIXES =
            List.of("", "_total", "_info", "_count", "_sum", "_bucket", "_created");

    /** The names that a family may have on the page, made once: Micrometer has some hundred families, and never others. */
    private static final Map<String, List<String>> SPELLINGS = new ConcurrentHashMap<>();

    private final Format format;
    private final Set<String> taken;
    private final Predicate<String> without;

    private RegistryMeters(Format format, Set<String> taken, Predicate<String> without) {
        this.format = format;
        this.taken = taken;
        this.without = without;
    }

    /**
     * The registry's families in {@code format}, in OpenMetrics with the {@code # EOF}. Whole or not at all.
     *
     * @param taken names that are on the page already: a family of the registry that would use one is left out
     * @param without names that the reader has itself
     * @throws RuntimeException whatever a collector throws: one of them spoils the registry's whole answer
     */
    static byte[] render(
            PrometheusMeterRegistry registry, Format format, Set<String> taken, Predicate<String> without) {
        String text = registry.scrape(format.contentType);
        return new RegistryMeters(format, taken, without).revised(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Line by line: no family twice, and a sentence where Micrometer writes a blank for want of a description. */
    private String revised(String text) {
        StringBuilder out = new StringBuilder(text.length() + 4096);
        boolean clashes = false;
        int end;
        for (int from = 0; from < text.length(); from = end) {
            end = text.indexOf('\n', from) + 1;
            end = end == 0 ? text.length() : end;
            boolean eof = text.startsWith("# EOF", from);
            if (eof || !text.startsWith("# ", from)) {
                if (eof || !clashes) {
                    out.append(text, from, end);
                }
                continue;
            }
            int name = from + "# HELP ".length();
            int rest = text.indexOf(' ', name);
            String family = text.substring(name, rest);
            clashes = isTaken(family);
            if (!clashes
                    && text.startsWith("# HELP", from)
                    && text.substring(rest, end).isBlank()) {
                String said = Help.escape(Help.fromName(family, ""), format);
                out.append(text, from, rest + 1).append(said).append('\n');
            } else if (!clashes) {
                out.append(text, from, end);
            }
        }
        return out.toString();
    }

    private boolean isTaken(String family) {
        if (without.test(family)) {
            return true;
        }
        for (String spelling : SPELLINGS.computeIfAbsent(family, RegistryMeters::spellings)) {
            if (taken.contains(spelling)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> spellings(String family) {
        String bare = family.replaceFirst("_(total|info)$", "");
        return SUFFIXES.stream()
                .flatMap(suffix -> Stream.of(family + suffix, bare + suffix))
                .distinct()
                .toList();
    }
}
