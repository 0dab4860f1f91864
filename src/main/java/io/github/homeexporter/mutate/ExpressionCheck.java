package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.RuleFunction.Signature;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks a parsed expression: Pebble itself would notice an unknown variable or filter only when it meets a value. */
final class ExpressionCheck {
    static final Set<String> TESTS = Set.of("empty", "null");

    private final Map<String, RuleFilter> filters;
    private final Set<String> variables;

    ExpressionCheck(Map<String, RuleFilter> filters, Set<String> variables) {
        this.filters = filters;
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
            known("filter", filter.getFilterName(), filters.keySet());
            arguments(
                    filter.getFilterName(),
                    filter.getArgs(),
                    filters.get(filter.getFilterName()).signature());
        } else if (e instanceof FunctionOrMacroInvocationExpression function) {
            known("function", function.getFunctionName(), RuleFunction.ALL.keySet());
            arguments(
                    function.getFunctionName(),
                    function.getArguments(),
                    RuleFunction.ALL.get(function.getFunctionName()).signature());
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
            throw new IllegalArgumentException(name + ": arguments are given by position; " + signature.describe(name));
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
