package io.github.homeexporter.otlp;

import io.github.homeexporter.otlp.model.Translation;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Scheme {@code otlp:}. */
@Component("otlp")
public class OtlpComponent extends DefaultComponent {
    /** The name under which camel-micrometer-prometheus keeps the registry. */
    private static final String REGISTRY = "metricsRegistry";

    /** By endpoint name, so that a reload of the route does not forget since when counters count. */
    private final Map<String, Translation> translations = new ConcurrentHashMap<>();

    private final Set<Export> running = ConcurrentHashMap.newKeySet();
    private final Ending ending = new Ending();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        OtlpEndpoint endpoint = new OtlpEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getCamelContext().getManagementStrategy().addEventNotifier(ending);
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getManagementStrategy().removeEventNotifier(ending);
        super.doStop();
    }

    Export worker(OtlpOptions options, ScheduledExecutorService thread) {
        Translation translation = translations.computeIfAbsent(
                options.getName() + options.conventions(),
                name -> new Translation(
                        options.conventions(),
                        ManagementFactory.getRuntimeMXBean().getStartTime() * 1_000_000));
        ExportFamilies families = new ExportFamilies(
                SamplesComponent.store(getCamelContext()).self(),
                this::registry,
                () -> getCamelContext().getRegistry().findByType(ExportMirror.class),
                options.getName());
        Snapshot snapshots = new Snapshot(
                options, SamplesComponent.store(getCamelContext()), this::registry, translation, Clock.systemUTC());
        Export worker = new Export(options, snapshots, families, thread, Clock.systemUTC());
        running.add(worker);
        return worker;
    }

    /** Those that run, the shipped one first. */
    public List<ExportHealth> health() {
        return running.stream()
                .map(Export::health)
                .sorted(Comparator.comparing(
                                (ExportHealth export) -> !export.name().equals("otlp"))
                        .thenComparing(ExportHealth::name))
                .toList();
    }

    void ended(Export worker) {
        running.remove(worker);
    }

    private MeterRegistry registry() {
        return getCamelContext().getRegistry().lookupByNameAndType(REGISTRY, MeterRegistry.class);
    }

    /** The last export begins as soon as the program ends, while the devices still have their values and say goodbye. */
    private final class Ending extends SimpleEventNotifierSupport {
        private Ending() {
            setIgnoreExchangeEvents(true);
            setIgnoreRouteEvents(true);
            setIgnoreServiceEvents(true);
        }

        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof CamelEvent.CamelContextStoppingEvent;
        }

        @Override
        public void notify(CamelEvent event) {
            running.forEach(Export::flush);
        }
    }

    /**
     * How one export goes, for a health page.
     *
     * @param name of the endpoint
     * @param state disabled, starting, healthy, degraded or failed
     * @param failures failed cycles in a row
     * @param lastSuccessMillis milliseconds since 1970; 0 for never
     * @param lastError what to do about the last failure; empty when the last cycle was well
     */
    public record ExportHealth(String name, String state, int failures, long lastSuccessMillis, String lastError) {}

    /**
     * Further names for what the export says of itself, bound in the registry by who wants them: the program that an output's
     * reader is used to had names of its own.
     *
     * @param status 0 disabled, 1 idle, 2 exporting, 3 retrying, 4 failed
     * @param lastSuccess seconds since 1970, 0 for never
     * @param failures in a row
     * @param exportedFamilies counts metric families that were taken
     * @param duration name of the meter that holds a histogram of the cycles' times, with dots and without its unit
     */
    public record ExportMirror(
            Series status, Series lastSuccess, Series failures, Series exportedFamilies, String duration) {}
}
