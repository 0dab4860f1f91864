package io.github.homeexporter.start;

import io.github.homeexporter.sample.SampleMeters;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterRegistryConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Further registries that a user adds: a jar on the class path, its class in {@code meters.registries}, its own keys
 * ({@code influx.uri}, {@code graphite.host}, …) among the settings. Each gets all that the store has.
 */
final class MeterRegistries extends ServiceSupport {
    static final String KEY = "meters.registries";
    private static final Logger LOG = LoggerFactory.getLogger(MeterRegistries.class);
    private static final int REFRESH_SECONDS = 5;
    private static final int CLOSE_MILLIS = 1_200;

    private final CamelContext context;
    private final List<MeterRegistry> registries;
    private final List<SampleMeters> bound = new ArrayList<>();
    private ScheduledExecutorService timer;
    private ScheduledFuture<?> refreshing;

    private MeterRegistries(CamelContext context, List<MeterRegistry> registries) {
        this.context = context;
        this.registries = registries;
    }

    /** Makes those that the settings name; does nothing when there is none. */
    static void addTo(CamelContext context, Settings settings) throws Exception {
        List<MeterRegistry> registries = new ArrayList<>();
        each(settings, name -> registries.add(registry(name, settings)));
        if (!registries.isEmpty()) {
            context.addService(new MeterRegistries(context, registries));
        }
    }

    /** What would be wrong with it, without making one: that would open connections. */
    static void check(Settings settings) {
        each(settings, MeterRegistries::constructor);
    }

    private interface Making {
        void of(String name) throws ReflectiveOperationException;
    }

    private static void each(Settings settings, Making making) {
        for (String name : settings.get(KEY).split("[,\\s]+")) {
            if (!name.isBlank()) {
                try {
                    making.of(name);
                } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                    settings.found(KEY, sentence(name, e));
                }
            }
        }
    }

    private static String sentence(String name, Throwable e) {
        Throwable deepest = e.getCause() == null ? e : e.getCause();
        return deepest instanceof ClassNotFoundException
                ? "no class " + name + "; is its jar on the class path? See docs/otlp.md, \"Another registry\""
                : name + " cannot be made: " + deepest.getMessage();
    }

    private static MeterRegistry registry(String name, Settings settings) throws ReflectiveOperationException {
        Constructor<?> constructor = constructor(name);
        Class<?> config = constructor.getParameterTypes()[0];
        InvocationHandler answers = (proxy, method, arguments) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            return switch (method.getName()) {
                // null: the registry's own default
                case "get" ->
                    settings.setting((String) arguments[0]).map(Setting::value).orElse(null);
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> config.getSimpleName();
            };
        };
        Object proxy = Proxy.newProxyInstance(config.getClassLoader(), new Class<?>[] {config}, answers);
        return (MeterRegistry) constructor.newInstance(proxy, Clock.SYSTEM);
    }

    /** All of Micrometer's registries that push have it: their own configuration, and a clock. */
    private static Constructor<?> constructor(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName(name);
        for (Constructor<?> each : type.getConstructors()) {
            Class<?>[] parameters = each.getParameterTypes();
            if (MeterRegistry.class.isAssignableFrom(type)
                    && parameters.length == 2
                    && parameters[0].isInterface()
                    && MeterRegistryConfig.class.isAssignableFrom(parameters[0])
                    && parameters[1] == Clock.class) {
                return each;
            }
        }
        throw new IllegalArgumentException("it is no MeterRegistry with a constructor (configuration, clock)");
    }

    @Override
    protected void doStart() {
        SampleStore store = SamplesComponent.store(context);
        for (MeterRegistry registry : registries) {
            SampleMeters meters = new SampleMeters(store);
            meters.bindTo(registry);
            bound.add(meters);
        }
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "meters-refresh");
        refreshing = timer.scheduleWithFixedDelay(this::refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    /** Never throws: that would end the schedule. */
    private void refresh() {
        for (SampleMeters meters : bound) {
            try {
                meters.refresh();
            } catch (RuntimeException e) {
                LOG.warn("{}: the meters could not be brought up to date: {}", KEY, e.toString());
            }
        }
    }

    @Override
    protected void doStop() {
        refreshing.cancel(false);
        // closing publishes for the last time, and a server that is away must not hold up the end
        Future<?> closed = timer.submit(() -> {
            refresh();
            registries.forEach(MeterRegistry::close);
        });
        try {
            closed.get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{}: a registry could not be closed in time", KEY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.getExecutorServiceManager().shutdownNow(timer);
    }
}
