package io.github.homeexporter.routes;

import io.github.homeexporter.poll.Bounds;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConversionException;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.ExpressionSubElementDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/**
 * Words where a step counts or waits by what it is told: Camel 4.17 starts such a route, and each message fails there. What is
 * only known when a message comes, by a {@code ${…}}, is not judged.
 */
record StepNumbers(CamelContext context, RouteFaults told, int line) {
    private static final String MILLIS = "milliseconds, as 30000";
    private static final Pattern FUNCTION = Pattern.compile("(?s).*\\$(simple)?\\{.*");

    static void judge(CamelContext context, RouteFaults told, ProcessorDefinition<?> step) {
        StepNumbers numbers = new StepNumbers(context, told, step.getLineNumber());
        if (step instanceof DelayDefinition delay) {
            numbers.judge("delay", delay.getExpression(), Long.class, 0, MILLIS);
        } else if (step instanceof ThrottleDefinition throttle) {
            // with none at all it would wait for ever
            numbers.judge("throttle", throttle.getExpression(), Integer.class, 1, "a whole number from 1");
        } else if (step instanceof LoopDefinition loop && !Boolean.parseBoolean(loop.getDoWhile())) {
            numbers.judge("loop", loop.getExpression(), Integer.class, 0, "a whole number");
        } else if (step instanceof AggregateDefinition aggregate) {
            numbers.judge(
                    "completionSizeExpression",
                    aggregate.getCompletionSizeExpression(),
                    Integer.class,
                    "a whole number");
            numbers.judge(
                    "completionTimeoutExpression", aggregate.getCompletionTimeoutExpression(), Long.class, MILLIS);
        }
    }

    private void judge(String name, ExpressionSubElementDefinition said, Class<? extends Number> type, String allowed) {
        judge(name, said == null ? null : said.getExpressionType(), type, 0, allowed);
    }

    private void judge(
            String name, ExpressionDefinition said, Class<? extends Number> type, long least, String allowed) {
        if (said == null || said.getExpression() == null || !isPlain(said)) {
            return;
        }
        String written = said.getExpression();
        try {
            String value = context.resolvePropertyPlaceholders(written);
            Number number = number(value, type);
            if (number == null || number.longValue() < least) {
                told.option(
                        line,
                        name + "?" + name + "=" + written,
                        new Bounds.Fault(name, "=\"" + value + "\"; allowed: " + allowed));
            }
        } catch (IllegalArgumentException e) {
            // a setting that is not there
        }
    }

    private static boolean isPlain(ExpressionDefinition said) {
        return "constant".equals(said.getLanguage())
                || "simple".equals(said.getLanguage())
                        && !FUNCTION.matcher(said.getExpression()).matches();
    }

    private Number number(String value, Class<? extends Number> type) {
        try {
            return context.getTypeConverter().tryConvertTo(type, value);
        } catch (TypeConversionException e) {
            return null;
        }
    }
}
