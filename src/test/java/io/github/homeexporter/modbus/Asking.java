package io.github.homeexporter.modbus;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel application whose test asks {@code modbus:} endpoints. */
final class Asking implements AutoCloseable {
    final DefaultCamelContext context = new QuickContext();
    private final ProducerTemplate template;

    Asking() {
        context.start();
        template = context.createProducerTemplate();
    }

    /** Series to value of one reading. */
    Map<String, Double> read(String uri) {
        return values((Batch) ask(uri, "read"));
    }

    /** @throws CamelExecutionException when the endpoint fails */
    Object ask(String uri, Object body) {
        return template.requestBody(uri, body);
    }

    SampleStore store() {
        return SamplesComponent.store(context);
    }

    /** How often the store was told {@code reason} for the device. */
    double errors(String device, String reason) {
        double sum = 0;
        for (FamilyView view : store().families()) {
            for (int i = 0; i < view.size(); i++) {
                String series = view.series(i).toString();
                if (series.startsWith("home_exporter_device_errors_total")
                        && series.contains("device=\"" + device + "\"")
                        && series.contains("reason=\"" + reason + "\"")) {
                    sum += view.value(i);
                }
            }
        }
        return sum;
    }

    static Map<String, Double> values(Batch batch) {
        Samples samples = (Samples) batch.values();
        Map<String, Double> values = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            values.put(samples.series(i).toString(), samples.value(i));
        }
        return values;
    }

    @Override
    public void close() {
        context.stop();
    }
}
