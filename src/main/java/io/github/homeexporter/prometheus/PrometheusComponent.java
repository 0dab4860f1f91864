package io.github.homeexporter.prometheus;

import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code prometheus:}, behind the path {@code /metrics}. */
@Component("prometheus")
public class PrometheusComponent extends DefaultComponent {
    /** The name under which camel-micrometer-prometheus keeps the registry. */
    private static final String REGISTRY = "metricsRegistry";

    private static final long DEADLINE_MILLIS = 5_000;

    private Scrapes scrapes;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PrometheusEndpoint endpoint = new PrometheusEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** One for all endpoints, so that they share what they make. */
    synchronized Scrapes scrapes() {
        if (scrapes == null) {
            scrapes = new Scrapes(
                    SamplesComponent.store(getCamelContext()),
                    this::registry,
                    System::nanoTime,
                    Runtime.getRuntime().maxMemory() / 6,
                    DEADLINE_MILLIS,
                    () -> getCamelContext().getRegistry().findByType(ScrapeMirror.class));
        }
        return scrapes;
    }

    private PrometheusMeterRegistry registry() {
        return getCamelContext().getRegistry().lookupByNameAndType(REGISTRY, PrometheusMeterRegistry.class);
    }

    /**
     * Further names for what the page says of its own making, bound in the registry by who wants them: the program that an
     * output's reader is used to had names of its own.
     *
     * @param duration as home_exporter_scrape_duration_seconds
     * @param errors as the sum of home_exporter_scrape_errors_total
     */
    public record ScrapeMirror(Series duration, Series errors) {}
}
