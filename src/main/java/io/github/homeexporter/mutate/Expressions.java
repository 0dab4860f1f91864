package io.github.homeexporter.mutate;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.extension.core.CoreExtension;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.tokenParser.IfTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.IOException;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Compiles {@code {{ … }}} with Pebble, cut down to what a rule needs: our filters and functions, {@code if}, no loops, no
 * other files, no members of objects. Everything that can be wrong with an expression is found here, at load.
 */
final class Expressions {
    /** Characters one expression may write. */
    static final int MAX_OUTPUT = 4096;

    private static final int MAX_SOURCE = 2048;

    private final PebbleEngine engine;
    private final Map<String, RuleFilter> filters;

    Expressions(ZoneId zone) {
        filters = RuleFilter.all(zone);
        engine = new PebbleEngine.Builder()
                .loader(new StringLoader())
                .cacheActive(false)
                .strictVariables(true)
                .autoEscaping(false)
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .maxRenderedSize(MAX_OUTPUT)
                .methodAccessValidator((object, method) -> false)
                .registerExtensionCustomizer(Bare::new)
                .extension(new RuleWords(filters))
                .build();
    }

    /**
     * @param variables the names the expression may use
     * @throws IllegalArgumentException saying what is wrong and what is allowed
     */
    Text compile(String source, Set<String> variables) {
        if (!source.contains("{{") && !source.contains("{%")) {
            return Text.of(source);
        }
        if (source.length() > MAX_SOURCE) {
            throw new IllegalArgumentException("an expression may have " + MAX_SOURCE + " characters at most");
        }
        try {
            PebbleTemplate template = engine.getLiteralTemplate(source);
            new ExpressionCheck(filters, variables).check(template.getRootNode());
            return values -> render(template, values);
        } catch (PebbleException e) {
            throw new IllegalArgumentException("bad expression: " + e.getPebbleMessage(), e);
        }
    }

    private static String render(PebbleTemplate template, Map<String, Object> values) {
        try {
            StringWriter out = new StringWriter();
            template.evaluate(out, values);
            return out.toString();
        } catch (PebbleException e) {
            throw new IllegalArgumentException(
                    e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : e.getPebbleMessage(),
                    e);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the expression does not fit this value: " + e.getMessage(), e);
        }
    }

    private static final class RuleWords extends AbstractExtension {
        private final Map<String, RuleFilter> filters;

        RuleWords(Map<String, RuleFilter> filters) {
            this.filters = filters;
        }

        @Override
        public Map<String, Filter> getFilters() {
            return Map.copyOf(filters);
        }

        @Override
        public Map<String, Function> getFunctions() {
            return Map.copyOf(RuleFunction.ALL);
        }
    }

    /** Pebble's own extensions with little left of them: operators, {@code if}, a few tests. */
    private static final class Bare extends ExtensionCustomizer {
        private final boolean ours;
        private final boolean core;

        Bare(Extension extension) {
            super(extension);
            ours = extension instanceof RuleWords;
            core = extension instanceof CoreExtension;
        }

        @Override
        public Map<String, Filter> getFilters() {
            return ours ? super.getFilters() : Map.of();
        }

        @Override
        public Map<String, Function> getFunctions() {
            return ours ? super.getFunctions() : Map.of();
        }

        @Override
        public Map<String, Test> getTests() {
            Map<String, Test> tests = core ? super.getTests() : Map.of();
            return core ? Map.of("empty", tests.get("empty"), "null", tests.get("null")) : tests;
        }

        @Override
        public List<TokenParser> getTokenParsers() {
            return core ? List.of(new IfTokenParser()) : List.of();
        }

        @Override
        public List<NodeVisitorFactory> getNodeVisitors() {
            return List.of();
        }
    }
}
