package io.github.homeexporter;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * With {@code -Dsoak.minutes} (fractions too) a property ends after that time and says how many inputs it has had. Known to jqwik by
 * {@code META-INF/services}; does nothing without the setting.
 */
public final class SoakBounds implements AroundPropertyHook, AroundTryHook {
    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "0"));
    private static final ThreadLocal<Long> BEGUN = ThreadLocal.withInitial(System::nanoTime);

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        long begun = System.nanoTime();
        BEGUN.set(begun);
        PropertyExecutionResult result = property.execute();
        if (MINUTES > 0) {
            System.out.printf(
                    "soak: %s.%s: %d inputs in %d s: %s%n",
                    context.containerClass().getSimpleName(),
                    context.targetMethod().getName(),
                    result.countTries(),
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                    result.status());
        }
        return result;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor input, List<Object> parameters) {
        TryExecutionResult result = input.execute(parameters);
        boolean over = MINUTES > 0 && System.nanoTime() - BEGUN.get() > MINUTES * 60e9;
        return over && result.isSatisfied() ? TryExecutionResult.satisfied(true) : result;
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
