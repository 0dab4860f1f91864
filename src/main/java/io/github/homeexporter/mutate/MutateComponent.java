package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
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

    private record RulesKey(String file, ZoneId zone) {}

    private final Map<RulesKey, LiveRules> live = new ConcurrentHashMap<>();
    final UntakenTexts untaken = new UntakenTexts();
    final UntakenTexts unnamed = new UntakenTexts();
    private ScheduledExecutorService watcher;

    /** Texts that no rule took since the start or the last change of the rules, one per place of a device. */
    public List<UntakenText> unmatched() {
        return untaken.list();
    }

    /** Items that are in no row of a file that has {@code items}: their standard names are made of the device's words. */
    public List<UntakenText> unnamed() {
        return unnamed.list();
    }

    /** The rules of a file, shared by all endpoints that name it. */
    LiveRules rules(String file, ZoneId zone) {
        return live.computeIfAbsent(
                new RulesKey(file, zone), key -> new LiveRules(file, zone, faults -> report(file, faults)));
    }

    private void report(String file, List<FileFault> faults) {
        ConfigState state = new ConfigState(SamplesComponent.store(getCamelContext()));
        if (faults.isEmpty()) {
            state.taken(file);
        } else {
            state.refused(file, faults);
        }
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
        var unused = watcher.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        boolean changing = false;
        for (LiveRules rules : live.values()) {
            changing |= rules.look();
        }
        if (changing) {
            var unused = watcher.schedule(this::look, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    protected void doStop() throws Exception {
        // never started in a context that only tries a route
        if (watcher != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(watcher);
        }
        super.doStop();
    }

    /**
     * A text no rule could make something of.
     *
     * @param device route id or the endpoint's name
     * @param why no rule takes it, or what the rule that took it said
     */
    public record UntakenText(String device, String section, String name, String text, String why) {
        /** A line for people. */
        @Override
        public String toString() {
            return device + ": " + section + ", " + name + ": \"" + text + "\": " + why;
        }
    }

    /** What the rules could not use, one entry per place of a device, bounded. */
    static final class UntakenTexts {
        private static final int MAX = 1_000;

        private record Place(String device, String section, String name) {}

        private final Map<Place, UntakenText> texts = new LinkedHashMap<>();

        /** Whether the place is new. */
        synchronized boolean add(Reading r, String why) {
            Place place = new Place(r.device(), r.section(), r.name());
            if (texts.size() >= MAX && !texts.containsKey(place)) {
                return false;
            }
            return texts.put(place, new UntakenText(r.device(), r.section(), r.name(), r.text(), why)) == null;
        }

        /** A new set of rules may take what the old one did not. */
        synchronized void forget(String device) {
            texts.keySet().removeIf(place -> place.device().equals(device));
        }

        synchronized List<UntakenText> list() {
            return List.copyOf(texts.values());
        }
    }
}
