package io.github.homeexporter.prometheus;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.SamplesComponent;
import java.nio.file.Path;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Answer a Prometheus scrape: all samples and the program's own meters as text. Or write that to a file.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "prometheus",
        title = "Prometheus",
        syntax = "prometheus:name",
        producerOnly = true,
        remote = false,
        category = {Category.MONITORING})
public class PrometheusEndpoint extends DefaultEndpoint {
    @UriPath(description = "Any word; there is one page")
    @Metadata(required = true)
    private String name;

    /** File to write the page to instead of answering with it; the one that is there is replaced at once. Empty for none. */
    @UriParam
    private String file = "";

    public PrometheusEndpoint(String uri, PrometheusComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        bounds.parsed("file", () -> Path.of(file.strip()));
        bounds.orThrow();
    }

    @Override
    public Producer createProducer() {
        Scrapes scrapes = ((PrometheusComponent) getComponent()).scrapes();
        return file.isBlank()
                ? new PrometheusProducer(this, scrapes)
                : new TextFileProducer(
                        this, scrapes, SamplesComponent.store(getCamelContext()).self(), Path.of(file.strip()));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("prometheus: answers scrapes; it gives no messages");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }
}
