package io.github.homeexporter.loxone;

import static org.awaitility.Awaitility.await;

import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The program's side of tests on real sockets: a context with a route for each Miniserver, and waits that do not last. */
final class LiveMiniservers implements AutoCloseable {
    static final Timing QUICK = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofMillis(20),
            Duration.ofMillis(300));

    final DefaultCamelContext context = new QuickContext();
    final List<Batch> batches = new CopyOnWriteArrayList<>();
    private boolean keepsBatches = true;

    LiveMiniservers() {
        this(QUICK);
    }

    LiveMiniservers(Timing timing) {
        context.addComponent("loxone", new LoxoneComponent(timing));
        context.disableJMX();
    }

    /** Those of this program, as other tests run beside it. */
    long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("(" + context.getName() + ")"))
                .count();
    }

    LiveMiniservers withoutKeepingBatches() {
        keepsBatches = false;
        return this;
    }

    LiveMiniservers route(String id, SimulatedMiniserver miniserver, String... options) throws Exception {
        return route(id, miniserver.address(), miniserver.password(), options);
    }

    LiveMiniservers route(String id, String address, String password, String... options) throws Exception {
        StringBuilder uri = new StringBuilder("loxone:" + address + "?username=demo@home&name=" + id + "&password=")
                .append(password);
        for (String option : options) {
            uri.append('&').append(option);
        }
        if (uri.indexOf("tlsPinFile=") < 0) {
            uri.append("&tlsPinFile=");
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri.toString())
                        .routeId(id)
                        .process(exchange -> {
                            if (keepsBatches) {
                                batches.add(exchange.getMessage().getBody(Batch.class));
                            }
                        })
                        .to("samples:store");
            }
        });
        context.start();
        return this;
    }

    SampleStore store() {
        return SamplesComponent.store(context);
    }

    DeviceState state(String device) {
        return store().devices().stream()
                .filter(d -> d.name().equals(device))
                .findFirst()
                .orElseThrow()
                .state();
    }

    String lastError(String device) {
        return store().devices().stream()
                .filter(d -> d.name().equals(device))
                .findFirst()
                .orElseThrow()
                .lastError();
    }

    /** All numbers of the page, by series. */
    Map<String, Double> page() {
        Map<String, Double> page = new TreeMap<>();
        for (FamilyView family : store().families()) {
            for (int i = 0; i < family.size(); i++) {
                page.put(family.series(i).toString(), family.value(i));
            }
        }
        return page;
    }

    double errors(String device, String reason) {
        return page().entrySet().stream()
                .filter(e -> e.getKey().startsWith("home_exporter_device_errors_total"))
                .filter(e -> e.getKey().contains("device=\"" + device + "\"")
                        && e.getKey().contains("reason=\"" + reason + "\""))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Values of control states on the page. */
    List<Double> controlValues() {
        List<Double> values = new ArrayList<>();
        page().forEach((series, value) -> {
            if (series.startsWith("loxone_control_value")) {
                values.add(value);
            }
        });
        return values;
    }

    /** All numbers of a series in the order in which they came. */
    List<Double> history(String part) {
        List<Double> history = new ArrayList<>();
        for (Batch batch : batches) {
            Samples samples = (Samples) batch.values();
            for (int i = 0; i < samples.size(); i++) {
                if (samples.series(i).toString().contains(part)) {
                    history.add(samples.value(i));
                }
            }
        }
        return history;
    }

    LiveMiniservers untilUp(String device) {
        await().atMost(Duration.ofSeconds(30)).until(() -> state(device) == DeviceState.UP);
        return this;
    }

    LiveMiniservers untilDown(String device) {
        await().atMost(Duration.ofSeconds(30)).until(() -> state(device) == DeviceState.DOWN);
        return this;
    }

    @Override
    public void close() {
        context.stop();
    }
}
