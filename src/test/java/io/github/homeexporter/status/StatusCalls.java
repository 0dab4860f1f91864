package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.StatusJson.JsonStream;
import io.github.homeexporter.status.StatusProducer.StatusRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** Calls of {@code /status} without a server. */
abstract class StatusCalls {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    final DefaultCamelContext context = new QuickContext();
    final SampleStore store = new SampleStore();
    final StatusAnswer answer =
            new StatusAnswer(context, store, Duration.ofMinutes(15), Clock.fixed(NOW, ZoneOffset.UTC));

    JsonObject get(Map<String, String> parameters) throws Exception {
        Message message = ask(parameters, "");
        assertThat(message.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        byte[] text = ((JsonStream) message.getBody()).readAllBytes();
        return (JsonObject) Jsoner.deserialize(new String(text, StandardCharsets.UTF_8));
    }

    Message ask(Map<String, String> parameters, String ifNoneMatch) {
        Message message = exchange(parameters, ifNoneMatch).getMessage();
        StatusRequest request = StatusRequest.of(message);
        message.removeHeaders("*");
        answer.answer(request, message);
        return message;
    }

    Exchange exchange(Map<String, String> parameters, String ifNoneMatch) {
        Exchange exchange = new DefaultExchange(context);
        Map<String, Object> headers = new HashMap<>(parameters);
        headers.put("If-None-Match", ifNoneMatch);
        headers.put(Exchange.HTTP_METHOD, "GET");
        headers.put(Exchange.HTTP_PATH, "/status");
        exchange.getMessage().setHeaders(headers);
        return exchange;
    }

    void publish(String device, Samples samples) {
        long said = NOW.minusMillis(2_500).toEpochMilli();
        store.device(device, "kind").up();
        store.publish(new Batch(device, "kind", Duration.ofSeconds(60), true, Naming.LEGACY, said, samples));
    }

    void own(String family, Map<String, String> labels, double value) {
        store.self().set(Series.of(MetricFamily.gauge(family, "", ""), labels), value);
    }

    static Series gauge(String name, String unit, Map<String, String> labels) {
        return Series.of(MetricFamily.gauge(name, unit, ""), labels);
    }
}
