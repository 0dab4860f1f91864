package io.github.homeexporter.tapo;

import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;

/** The whole route in a context of its own, with what the store makes of it. */
final class TapoRoute implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(30);

    /** Of all routes: else a quarter of the time of all tests would go into pairs of keys. */
    private static final SystemEntropy ENTROPY = new SystemEntropy();

    private final DefaultCamelContext context = new QuickContext();
    final SampleStore store = SamplesComponent.store(context);

    /** @param options of the endpoint, over a short interval, the plugs' account, and no discovery */
    TapoRoute(Map<String, String> options) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of(
                "interval",
                "1s",
                "username",
                SimulatedPlug.ACCOUNT.username(),
                "password",
                SimulatedPlug.ACCOUNT.password(),
                "discovery",
                "false"));
        all.putAll(options);
        String uri = "tapo:plugs?"
                + all.entrySet().stream()
                        .map(e -> e.getKey() + "=RAW(" + e.getValue() + ")")
                        .collect(Collectors.joining("&"));
        context.disableJMX();
        context.addComponent("tapo", new Patient());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("samples:store");
            }
        });
        context.start();
    }

    /** A short interval leaves a plug a third of it for an answer, which is too little on a machine that does much else. */
    private static final class Patient extends TapoComponent {
        Patient() {
            super(ENTROPY);
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            TapoOptions options = new TapoOptions() {
                @Override
                Duration timeout() {
                    return Duration.ofSeconds(3);
                }
            };
            TapoEndpoint endpoint = new TapoEndpoint(uri, this, remaining);
            endpoint.setOptions(options);
            for (Object bean : List.of(options, endpoint.getDiscoveryOptions())) {
                PropertyBindingSupport.build()
                        .withReflection(true)
                        .withRemoveParameters(true)
                        .bind(getCamelContext(), bean, parameters);
            }
            return endpoint;
        }
    }

    static TapoRoute of(SimulatedPlug... plugs) throws Exception {
        return new TapoRoute(Map.of("plugDevices", addresses(plugs)));
    }

    static String addresses(SimulatedPlug... plugs) {
        return Arrays.stream(plugs).map(SimulatedPlug::address).collect(Collectors.joining(","));
    }

    /** Every series of the devices by its text. */
    Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        for (FamilyView family : store.families()) {
            for (int i = 0; i < family.size(); i++) {
                values.put(family.series(i).toString(), family.value(i));
            }
        }
        return values;
    }

    /** Names of those that ask plugs, as other tests run beside it. */
    List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("(" + context.getName() + ")") && name.contains("tapo"))
                .toList();
    }

    DeviceStatus device(String name) {
        return store.devices().stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no device " + name + " among " + store.devices()));
    }

    double errors(String device, String reason) {
        return values().getOrDefault(
                        "home_exporter_device_errors_total{device=\"" + device + "\",kind=\"tapo\",reason=\"" + reason
                                + "\"}",
                        0.0);
    }

    void awaitState(String name, DeviceState state) {
        await().atMost(LONG).untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(
                        store.devices().stream().filter(d -> d.name().equals(name)))
                .anySatisfy(d -> org.assertj.core.api.Assertions.assertThat(d.state())
                        .as(d.toString())
                        .isEqualTo(state)));
    }

    @Override
    public void close() {
        context.stop();
    }
}
