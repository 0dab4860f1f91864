package io.github.homeexporter.routes;

import io.github.homeexporter.poll.Bounds;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.TypeConversionException;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ExpressionSubElementDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.LanguageExpression;
import org.apache.camel.reifier.language.ExpressionReifier;

/**
 * What a step is told and does not take. Words where it counts or waits: Camel 4.17 starts such a route, and each message fails
 * there. An expression or a level: Camel tells of the first in a file, without its line, and only where nothing else is wrong.
 * What is only known when a message comes, by a {@code ${…}}, is not judged.
 */
record StepTrial(CamelContext context, RouteFaults told, int line) {
    private static final String MILLIS = "milliseconds, as 30000";
    private static final Pattern FUNCTION = Pattern.compile("(?s).*\\$(simple)?\\{.*");

    /**
     * @param withLanguages as well, which the start of a route makes anyway
     * @return whether a language lacks a setting
     */
    static boolean judge(CamelContext context, RouteFaults told, ProcessorDefinition<?> step, boolean withLanguages) {
        StepTrial trial = new StepTrial(context, told, step.getLineNumber());
        trial.numbers(step);
        return withLanguages && trial.languages(step);
    }

    private boolean languages(ProcessorDefinition<?> step) {
        String name = step.getShortName();
        boolean lacks = false;
        if (step instanceof LogDefinition log) {
            lacks = log.getLoggingLevel() != null && levelLacksSetting(log.getLoggingLevel());
            if (log.getMessage() != null) {
                String language = log.getLogLanguage() == null ? "simple" : log.getLogLanguage();
                lacks |= lacksSetting(name, new LanguageExpression(language, log.getMessage()), false);
            }
        } else if (step instanceof ExpressionNode node) {
            boolean predicate = step instanceof FilterDefinition || step instanceof ValidateDefinition;
            lacks = lacksSetting(name, node.getExpression(), predicate);
        } else if (step instanceof ChoiceDefinition choice) {
            for (WhenDefinition when : choice.getWhenClauses()) {
                lacks |= lacksSetting(when.getShortName(), when.getExpression(), true);
            }
        } else if (step instanceof SetHeadersDefinition headers) {
            for (SetHeaderDefinition header : headers.getHeaders()) {
                lacks |= lacksSetting(name, header.getExpression(), false);
            }
        } else if (step instanceof AggregateDefinition aggregate) {
            lacks = lacksSetting(name, aggregate.getCorrelationExpression(), false);
            lacks |= lacksSetting(name, aggregate.getCompletionPredicate(), true);
        } else if (step instanceof CatchDefinition caught) {
            caught.getExceptions().forEach(this::type);
            lacks = caught.getOnWhen() != null
                    && lacksSetting(name, caught.getOnWhen().getExpression(), true);
        }
        return lacks;
    }

    private void type(String name) {
        if (context.getClassResolver().resolveClass(name) == null) {
            told.text(line, name, "no class " + name + "; is it spelt right, and is its jar there?");
        }
    }

    private boolean lacksSetting(String step, ExpressionSubElementDefinition said, boolean predicate) {
        return said != null && lacksSetting(step, said.getExpressionType(), predicate);
    }

    private void numbers(ProcessorDefinition<?> step) {
        if (step instanceof DelayDefinition delay) {
            judge("delay", delay.getExpression(), Long.class, 0, MILLIS);
        } else if (step instanceof ThrottleDefinition throttle) {
            // with none at all it would wait for ever
            judge("throttle", throttle.getExpression(), Integer.class, 1, "a whole number from 1");
        } else if (step instanceof LoopDefinition loop && !Boolean.parseBoolean(loop.getDoWhile())) {
            judge("loop", loop.getExpression(), Integer.class, 0, "a whole number");
        } else if (step instanceof AggregateDefinition aggregate) {
            judge("completionSizeExpression", aggregate.getCompletionSizeExpression(), Integer.class, "a whole number");
            judge("completionTimeoutExpression", aggregate.getCompletionTimeoutExpression(), Long.class, MILLIS);
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

    private boolean lacksSetting(String step, ExpressionDefinition said, boolean predicate) {
        try {
            if (said != null && predicate) {
                ExpressionReifier.reifier(context, said).createPredicate();
            } else if (said != null) {
                ExpressionReifier.reifier(context, said).createExpression();
            }
            return false;
        } catch (Exception e) {
            boolean lacks = RouteSentences.isMissingSetting(e);
            if (!lacks) {
                told.text(
                        line,
                        said.getExpression() == null ? "" : said.getExpression(),
                        "the " + said.getLanguage() + " of step " + step + ": " + RouteSentences.of(e));
            }
            return lacks;
        }
    }

    private boolean levelLacksSetting(String written) {
        try {
            String level = context.resolvePropertyPlaceholders(written);
            if (Arrays.stream(LoggingLevel.values())
                    .noneMatch(known -> known.name().equalsIgnoreCase(level))) {
                String allowed = Arrays.stream(LoggingLevel.values())
                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
                told.option(
                        line,
                        "log?loggingLevel=" + written,
                        new Bounds.Fault("loggingLevel", "=\"" + level + "\"; allowed: " + allowed));
            }
            return false;
        } catch (IllegalArgumentException e) {
            return RouteSentences.isMissingSetting(e);
        }
    }
}
