package io.github.homeexporter.replaced;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.prometheus.PrometheusComponent.ScrapeMirror;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.Once;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class LoxoneFamiliesTest {
    private final DefaultCamelContext context = new QuickContext();
    private final Settings settings = new Settings();

    @Test
    void a_route_of_a_miniserver_brings_the_families_of_the_replaced_exporter() throws Exception {
        settings.putDefault("loxone.naming", "legacy");
        route("loxone:192.0.2.1");
        LoxoneFamilies.settle(context, settings);
        assertThat(families()).contains("loxone_exporter_up", "loxone_exporter_build_info");
        Series build = SamplesComponent.store(context)
                .self()
                .numbers("loxone_exporter_build_info")
                .keySet()
                .iterator()
                .next();
        assertThat(build.labels()).containsOnlyKeys("version", "commit", "build_date");
        assertThat(context.getRegistry().findByType(ScrapeMirror.class)).hasSize(1);
    }

    @Test
    void a_page_says_its_duration_and_errors_under_those_names_too() throws Exception {
        settings.putDefault("loxone.naming", "both");
        route("loxone:192.0.2.1");
        LoxoneFamilies.settle(context, settings);
        // nobody is to be called
        context.addComponent("loxone", new DirectComponent());
        context.start();
        String page;
        try {
            page = context.createProducerTemplate().requestBody("prometheus:metrics", null, String.class);
            page = context.createProducerTemplate().requestBody("prometheus:metrics", null, String.class);
        } finally {
            context.stop();
        }
        assertThat(page).contains("\nloxone_exporter_up 1\n", "\nloxone_exporter_scrape_errors_total 0\n");
        String duration = page.lines()
                .filter(line -> line.startsWith("home_exporter_scrape_duration_seconds "))
                .findFirst()
                .orElseThrow();
        assertThat(page)
                .contains("loxone_exporter_scrape_duration_seconds" + duration.substring(duration.indexOf(' ')));
    }

    @Test
    void without_a_miniserver_or_under_standard_names_they_are_not_there() throws Exception {
        settings.putDefault("loxone.naming", "legacy");
        route("host:local");
        LoxoneFamilies.settle(context, settings);
        assertThat(families()).isEmpty();
        settings.putDefault("loxone.naming", "standard");
        route("loxone:192.0.2.1");
        LoxoneFamilies.settle(context, settings);
        assertThat(families()).isEmpty();
    }

    @Test
    void they_go_when_the_names_become_standard_ones_while_the_program_runs() throws Exception {
        settings.putDefault("loxone.naming", "legacy");
        route("loxone:192.0.2.1");
        LoxoneFamilies.settle(context, settings);
        settings.putDefault("loxone.naming", "standard");
        LoxoneFamilies.settle(context, settings);
        assertThat(families()).isEmpty();
        assertThat(context.getRegistry().findByType(ScrapeMirror.class)).isEmpty();
    }

    @Test
    void the_health_page_lists_miniservers_with_the_keys_of_the_replaced_exporter() {
        SampleStore store = new SampleStore();
        MetricFamily discovered = MetricFamily.gauge("home_exporter_loxone_controls_discovered", "", "x");
        MetricFamily exported = MetricFamily.gauge("home_exporter_loxone_controls_exported", "", "x");
        for (Map<String, String> labels :
                List.of(Map.of("miniserver", "home"), Map.of("miniserver", "shed", "device", "loxone-shed"))) {
            store.self().set(Series.of(discovered, labels), 12);
            store.self().set(Series.of(exported, labels), 10);
        }
        store.device("loxone", "loxone").up();
        store.device("loxone-shed", "loxone").down("x", "gone");
        assertThat(LoxoneHealth.miniservers(store))
                .isEqualTo(List.of(miniserver("shed", false), miniserver("home", true)));
    }

    @Test
    void what_a_miniserver_has_is_printed_and_one_without_a_structure_file_fails() {
        SampleStore store = new SampleStore();
        store.device("loxone-shed", "loxone").down("bad_credentials", "user name or password refused (401)");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Once.print(
                new TreeSet<>(Set.of("loxone", "loxone-shed")),
                Map.of("loxone", List.of("a", "b")),
                store,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("a", "b");
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("loxone-shed: user name or password refused (401)");
    }

    private static Map<String, Object> miniserver(String name, boolean connected) {
        return Map.of(
                "name",
                name,
                "connected",
                connected,
                "last_update",
                0.0,
                "controls_discovered",
                12L,
                "controls_exported",
                10L);
    }

    private void route(String from) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).autoStartup(false).to("log:x");
            }
        });
    }

    private Set<String> families() {
        return SamplesComponent.store(context).families().stream()
                .map(FamilyView::family)
                .map(MetricFamily::name)
                .collect(Collectors.toSet());
    }
}
