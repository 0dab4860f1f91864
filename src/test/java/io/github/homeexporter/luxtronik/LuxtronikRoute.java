package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.ConversationConsumer;
import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.github.homeexporter.luxtronik.LuxtronikComponent.BinaryTiming;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.Language;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.PollMode;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/** A running application with routes from controllers into a list. */
final class LuxtronikRoute implements AutoCloseable {
    private final Timing timing;
    /** How long an answer may take. */
    private final Duration answer;

    final DefaultCamelContext context = new QuickContext();
    final List<Batch> batches = new CopyOnWriteArrayList<>();

    /** For tests of what comes back in time, on a machine that does much else. */
    LuxtronikRoute() {
        this(timing(Duration.ofSeconds(10)), Duration.ofSeconds(10), BinaryTiming.DEFAULT);
    }

    LuxtronikRoute(BinaryTiming binary) {
        this(timing(Duration.ofSeconds(10)), Duration.ofSeconds(10), binary);
    }

    private LuxtronikRoute(Timing timing, Duration answer, BinaryTiming binary) {
        this.timing = timing;
        this.answer = answer;
        context.disableJMX();
        context.addComponent("luxtronik", new LuxtronikComponent(timing, binary));
        context.addComponent("hurried", new Hurried());
        context.start();
    }

    /** For tests of deadlines that pass. */
    static LuxtronikRoute impatient() {
        return new LuxtronikRoute(timing(Duration.ofSeconds(2)), Duration.ofSeconds(2), BinaryTiming.DEFAULT);
    }

    private static Timing timing(Duration connectWithin) {
        return new Timing(
                Duration.ofSeconds(20),
                connectWithin,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(20),
                Duration.ofMillis(300));
    }

    LuxtronikRoute add(String id, String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(id).process(e -> batches.add(e.getMessage().getBody(Batch.class)));
            }
        });
        return this;
    }

    /** Asks more often than the endpoint lets people do, so that tests need not wait. */
    LuxtronikRoute read(String address) throws Exception {
        return add("luxtronik", "hurried:" + address);
    }

    /** The controller's own dial and conversation, with an interval that only a simulated controller bears. */
    private final class Hurried extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException("reads only");
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    LuxtronikDial dial = new LuxtronikDial(
                            HostPort.parse("luxtronik", remaining, LuxtronikDial.DEFAULT_PORT),
                            LuxtronikRoute.this::hurriedSettings);
                    return new ConversationConsumer(this, processor, "luxtronik", "", dial, timing);
                }
            };
        }
    }

    private LuxtronikSettings hurriedSettings(String device) {
        return new LuxtronikSettings(
                device,
                Duration.ofMillis(50),
                Duration.ofMinutes(10),
                answer,
                PollMode.REFRESH,
                Language.AUTO,
                List.of(""),
                Naming.LEGACY,
                "0");
    }

    SampleStore store() {
        return SamplesComponent.store(context);
    }

    DeviceStatus status(String device) {
        return store().devices().stream()
                .filter(d -> d.name().equals(device))
                .findFirst()
                .orElseThrow();
    }

    boolean is(DeviceState state) {
        return status("luxtronik").state() == state;
    }

    /** The count of a reason in {@code home_exporter_device_errors_total}. */
    double errors(String reason) {
        return number("home_exporter_device_errors_total", "reason=\"" + reason + "\"");
    }

    double connects() {
        return number("home_exporter_device_connects_total", "");
    }

    private double number(String family, String label) {
        double sum = 0;
        for (FamilyView view : store().families()) {
            for (int i = 0; view.family().name().equals(family) && i < view.size(); i++) {
                sum += view.series(i).toString().contains(label) ? view.value(i) : 0;
            }
        }
        return sum;
    }

    List<Reading> lastReadings() {
        return ((Readings) batches.get(batches.size() - 1).values()).list();
    }

    @Override
    public void close() {
        context.stop();
    }
}
