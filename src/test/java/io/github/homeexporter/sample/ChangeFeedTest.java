package io.github.homeexporter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.ChangeFeed.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
    private static final Series FLOW = Series.of(MetricFamily.gauge("flow", "", ""));

    @Test
    void who_listens_learns_which_series_and_reads_the_number_from_the_store() {
        SampleStore store = new SampleStore();
        List<Changes> heard = new ArrayList<>();
        store.publish(batch(1));
        store.changes().add(heard::add);
        store.publish(batch(2));
        store.publish(batch(3));
        assertThat(heard).containsExactly(new Changes("pump", 1, List.of(FLOW)), new Changes("pump", 2, List.of(FLOW)));
        assertThat(store.changes().latest("pump")).isEqualTo(2);
        assertThat(store.sample("pump", FLOW).value()).isEqualTo(3);
        assertThat(store.sample("pump", Series.of(MetricFamily.gauge("other", "", ""))))
                .isNull();
        assertThat(store.sample("cellar", FLOW)).isNull();
    }

    @Test
    void columns_that_are_filled_anew_do_not_change_what_was_said() {
        SampleStore store = new SampleStore();
        List<Changes> heard = new ArrayList<>();
        store.changes().add(heard::add);
        Samples columns = new Samples(1).add(FLOW, 1);
        store.publish(new Batch("pump", "pump", Duration.ZERO, true, Naming.STANDARD, 0, columns));
        columns.add(Series.of(MetricFamily.gauge("other", "", "")), 2);
        assertThat(heard.get(0).series()).containsExactly(FLOW);
    }

    @Test
    void a_route_can_start_with_them() throws Exception {
        List<Changes> heard = new ArrayList<>();
        try (DefaultCamelContext context = new QuickContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("samples:changes")
                            .process(e -> heard.add(e.getMessage().getBody(Changes.class)));
                }
            });
            context.start();
            SamplesComponent.store(context).publish(batch(1));
            context.getRouteController().stopAllRoutes();
            SamplesComponent.store(context).publish(batch(2));
        }
        assertThat(heard).containsExactly(new Changes("pump", 1, List.of(FLOW)));
    }

    private static Batch batch(double value) {
        return new Batch("pump", "pump", Duration.ZERO, false, Naming.STANDARD, 0, new Samples(1).add(FLOW, value));
    }
}
