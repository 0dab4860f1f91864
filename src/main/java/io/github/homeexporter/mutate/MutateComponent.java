package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.Faults.RuleFault;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code mutate:}, the step between a device that speaks text and the store. */
@Component("mutate")
public class MutateComponent extends DefaultComponent {
    private static final long LOOK_MILLIS = 1000;
    /** After the look that saw a change, which counts when it has stayed so long. */
    private static final long SETTLE_MILLIS = 300;

    private static final MetricFamily LOADED = MetricFamily.gauge(
            "home_exporter_config_last_load_successful",
            "",
            "1 when the file as it is now is in force, 0 when it has faults and an older version is.");

    private record RulesKey(String file, ZoneId zone) {}

    private final Map<RulesKey, LiveRules> live = new ConcurrentHashMap<>();
    private final UntakenTexts untaken = new UntakenTexts();
    private final UntakenTexts unnamed = new UntakenTexts();
    private ScheduledExecutorService watcher;
    private ScheduledFuture<?> watching;
    private ScheduledFuture<?> settling;

    /** Texts that no rule took since the start or the last change of the rules, one per place of a device. */
    public List<UntakenText> unmatched() {
        return untaken.list();
    }

    /** Items that are in no row of a file that has {@code items}: their standard names are made of the device's words. */
    public List<UntakenText> unnamed() {
        return unnamed.list();
    }

    UntakenTexts untakenTexts() {
        return untaken;
    }

    UntakenTexts unnamedItems() {
        return unnamed;
    }

    /** The rules of a file, shared by all endpoints that name it. */
    LiveRules rules(String file, ZoneId zone) {
        return live.computeIfAbsent(
                new RulesKey(file, zone), key -> new LiveRules(file, zone, faults -> report(file, faults)));
    }

    private void report(String file, List<RuleFault> faults) {
        SelfMetrics self = SamplesComponent.store(getCamelContext()).self();
        self.set(Series.of(LOADED, Map.of("file", file)), faults.isEmpty() ? 1 : 0);
        self.faults(file, faults.stream().map(RuleFault::toString).toList());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        MutateEndpoint endpoint = new MutateEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        watcher = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "rules-watch");
        watching = watcher.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        boolean changing = false;
        for (LiveRules rules : live.values()) {
            changing |= rules.look();
        }
        if (changing) {
            settling = watcher.schedule(this::look, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    protected void doStop() throws Exception {
        // never started in a context that only tries a route
        if (watching != null) {
            watching.cancel(false);
            if (settling != null) {
                settling.cancel(false);
            }
            getCamelContext().getExecutorServiceManager().shutdownNow(watcher);
        }
        super.doStop();
    }
}
