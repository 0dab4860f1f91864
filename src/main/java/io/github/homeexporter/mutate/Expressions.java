package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.mutate.RuleFilter.RuleFunction;
import io.github.homeexporter.mutate.RuleFilter.RuleFunction.Signature;
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
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBooleanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralDoubleExpression;
import io.pebbletemplates.pebble.node.expression.LiteralIntegerExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralNullExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.RangeExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
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
            new ExpressionCheck(variables).check(template.getRootNode());
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

    /** Walks a parsed expression: Pebble itself would notice an unknown variable or filter only when it meets a value. */
    final class ExpressionCheck {
        static final Set<String> TESTS = Set.of("empty", "null");

        private final Set<String> variables;

        ExpressionCheck(Set<String> variables) {
            this.variables = variables;
        }

        /** @throws IllegalArgumentException at the first thing that is not allowed */
        void check(Node node) {
            if (node instanceof RootNode root) {
                check(root.getBody());
            } else if (node instanceof BodyNode body) {
                body.getChildren().forEach(this::check);
            } else if (node instanceof IfNode branch) {
                branch.getConditionsWithBodies().forEach(pair -> {
                    check(pair.getLeft());
                    check(pair.getRight());
                });
                if (branch.getElseBody() != null) {
                    check(branch.getElseBody());
                }
            } else if (node instanceof PrintNode print) {
                check(print.getExpression());
            } else if (node instanceof Expression<?> expression) {
                expression(expression);
            } else if (!(node instanceof TextNode)) {
                throw new IllegalArgumentException("only {{ … }} and {% if %} are allowed in an expression");
            }
        }

        private void expression(Expression<?> e) {
            if (e instanceof ContextVariableExpression variable) {
                known("variable", variable.getName(), variables);
            } else if (e instanceof FilterInvocationExpression filter) {
                String name = filter.getFilterName();
                known("filter", name, filters.keySet());
                arguments(name, filter.getArgs(), filters.get(name).signature());
            } else if (e instanceof FunctionOrMacroInvocationExpression function) {
                String name = function.getFunctionName();
                known("function", name, RuleFunction.ALL.keySet());
                Signature signature = RuleFunction.ALL.get(name).signature();
                arguments(name, function.getArguments(), signature);
            } else if (e instanceof TestInvocationExpression test) {
                known("test", test.getTestName(), TESTS);
            } else if (e instanceof BinaryExpression<?> two && !(e instanceof RangeExpression)) {
                check(two.getLeftExpression());
                check(two.getRightExpression());
            } else if (e instanceof UnaryExpression one) {
                check(one.getChildExpression());
            } else if (e instanceof TernaryExpression three) {
                check(three.getExpression1());
                check(three.getExpression2());
                check(three.getExpression3());
            } else if (!isLiteral(e)) {
                throw new IllegalArgumentException(
                        "lists, maps, ranges and members (a.b) are not allowed in an expression");
            }
        }

        private void arguments(String name, ArgumentsNode given, Signature signature) {
            List<PositionalArgumentNode> list =
                    given == null || given.getPositionalArgs() == null ? List.of() : given.getPositionalArgs();
            if (given != null
                    && given.getNamedArgs() != null
                    && !given.getNamedArgs().isEmpty()) {
                throw new IllegalArgumentException(
                        name + ": arguments are given by position; " + signature.describe(name));
            }
            if (list.size() < signature.required()
                    || list.size() > signature.arguments().size()) {
                throw new IllegalArgumentException(
                        name + " has " + list.size() + " arguments; " + signature.describe(name));
            }
            for (int i = 0; i < list.size(); i++) {
                Expression<?> value = list.get(i).getValueExpression();
                check(value);
                if (signature.arguments().get(i).equals("regex") && value instanceof LiteralStringExpression literal) {
                    Regex.compile(literal.evaluate(null, null));
                }
            }
        }

        private static void known(String what, String name, Set<String> allowed) {
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException(Faults.unknown(what, name, allowed));
            }
        }

        private static boolean isLiteral(Expression<?> e) {
            return e instanceof LiteralStringExpression
                    || e instanceof LiteralIntegerExpression
                    || e instanceof LiteralLongExpression
                    || e instanceof LiteralDoubleExpression
                    || e instanceof LiteralBooleanExpression
                    || e instanceof LiteralNullExpression;
        }
    }

    /** A string of a rules file, compiled: a literal or an expression. */
    interface Text {
        /**
         * The text for one reading.
         *
         * @throws IllegalArgumentException saying why there is none
         */
        String render(Map<String, Object> variables);

        /** The literal, or null when it depends on the reading. */
        default String literal() {
            return null;
        }

        static Text of(String literal) {
            return new Literal(literal);
        }

        /** The same for every reading. */
        record Literal(String literal) implements Text {
            @Override
            public String render(Map<String, Object> variables) {
                return literal;
            }
        }
    }
}
