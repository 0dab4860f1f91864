package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What happens to running routes when somebody edits, breaks, adds or deletes a file of {@code routes/}. */
@Execution(ExecutionMode.CONCURRENT)
class SafeRouteReloadTest {
    @TempDir
    Path directory;

    private Main main;
    private CamelContext context;
    private SampleStore store;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        write("one.camel.yaml", route("one", 1));
        write("two.camel.yaml", route("two", 1));
        // its own files only: neither a port nor the host are wanted here
        write("http.camel.yaml", route("http", 1));
        Files.writeString(directory.resolve("application.properties"), "host.enabled=false\nhttp.port=0\n");
        main = Startup.main(SettingsLoader.load(directory, Map.of()), directory, true);
        main.addInitialProperty("camel.server.enabled", "false");
        main.start();
        context = main.getCamelContext();
        store = SamplesComponent.store(context);
        await().until(() -> value("value{route=\"one\"}") == 1 && value("value{route=\"two\"}") == 1);
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void an_edit_takes_effect() throws IOException {
        write("one.camel.yaml", route("one", 2));
        await().until(() -> value("value{route=\"one\"}") == 2);
        assertThat(loaded("one.camel.yaml")).isEqualTo(1);
    }

    /** Camel's controller starts a failed route again at any moment, and who removes one holds the model meanwhile. */
    @Test
    void a_route_begins_while_another_is_being_removed() throws Exception {
        context.getRouteController().stopRoute("two");
        CompletableFuture<Void> begun;
        synchronized (context.getCamelContextExtension().getContextPlugin(Model.class)) {
            begun = CompletableFuture.runAsync(() -> {
                try {
                    context.getRouteController().startRoute("two");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            begun.get(1, TimeUnit.MINUTES);
        }
        assertThat(begun).isCompleted();
    }

    @Test
    void an_edit_by_rename_as_editors_do_it_takes_effect() throws IOException {
        write("one.tmp", route("one", 2));
        Files.move(
                directory.resolve("routes/one.tmp"),
                directory.resolve("routes/one.camel.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        await().until(() -> value("value{route=\"one\"}") == 2);
    }

    @Test
    void a_broken_edit_leaves_the_version_before_it_running() throws IOException {
        write("one.camel.yaml", route("one", 2).replace("uri:", "urii:"));
        await().until(() -> loaded("one.camel.yaml") == 0);
        assertThat(context.getRouteController().getRouteStatus("one").isStarted())
                .isTrue();

        write("one.camel.yaml", route("one", 3));
        await().until(() -> value("value{route=\"one\"}") == 3);
        assertThat(loaded("one.camel.yaml")).isEqualTo(1);
    }

    @Test
    void an_option_that_does_not_exist_leaves_the_version_before_it_running() throws IOException {
        write("one.camel.yaml", route("one", 2).replace("period", "piriod"));
        await().until(() -> loaded("one.camel.yaml") == 0);
        assertThat(context.getRouteController().getRouteStatus("one").isStarted())
                .isTrue();
    }

    @Test
    void a_new_file_with_an_id_of_another_file_is_refused() throws IOException {
        write("three.camel.yaml", route("two", 7));
        await().until(() -> loaded("three.camel.yaml") == 0);
        assertThat(value("value{route=\"two\"}")).isEqualTo(1);
    }

    @Test
    void a_new_file_with_the_step_ids_of_another_file_is_refused() throws IOException {
        write("three.camel.yaml", route("three", 7).replace("three-", "two-"));
        await().until(() -> loaded("three.camel.yaml") == 0);
        assertThat(context.getRoute("three")).isNull();
    }

    @Test
    void a_new_file_starts_and_a_deleted_one_stops_and_the_others_go_on() throws IOException {
        write("three.camel.yaml", route("three", 3));
        await().until(() -> value("value{route=\"three\"}") == 3);
        Files.delete(directory.resolve("routes/three.camel.yaml"));
        await().until(() -> context.getRoute("three") == null);
        assertThat(context.getRouteController().getRouteStatus("one").isStarted())
                .isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> Double.isNaN(value("value{route=\"three\"}")));
    }

    @Test
    void a_renamed_route_replaces_the_old_one() throws IOException {
        write("one.camel.yaml", route("uno", 5));
        await().until(() -> value("value{route=\"uno\"}") == 5);
        assertThat(context.getRoute("one")).isNull();
    }

    @Test
    void a_folder_that_is_replaced_is_taken_over() throws IOException {
        Path next = Files.createDirectories(directory.resolve("next"));
        Files.writeString(next.resolve("one.camel.yaml"), route("one", 8));
        Files.writeString(next.resolve("four.camel.yaml"), route("four", 4));
        Files.writeString(next.resolve("http.camel.yaml"), route("http", 1));
        Files.move(directory.resolve("routes"), directory.resolve("before"));
        Files.move(next, directory.resolve("routes"));
        await().until(() -> value("value{route=\"four\"}") == 4 && value("value{route=\"one\"}") == 8);
        await().until(() -> context.getRoute("two") == null);
    }

    @Test
    void an_emptied_file_is_refused_and_the_version_before_it_goes_on() throws IOException {
        write("one.camel.yaml", "");
        await().until(() -> loaded("one.camel.yaml") == 0);
        assertThat(store.self().faults().get("routes/one.camel.yaml"))
                .first()
                .asString()
                .contains("is empty");
        assertThat(context.getRouteController().getRouteStatus("one").isStarted())
                .isTrue();
    }

    @Test
    void an_edit_that_cannot_work_is_refused_and_taken_once_its_neighbour_is_there() throws IOException {
        write("one.camel.yaml", route("one", 2).replace("samples:one?interval=1s", "direct:tail"));
        await().until(() -> loaded("one.camel.yaml") == 0);
        assertThat(value("value{route=\"one\"}")).isEqualTo(1);

        write("tail.camel.yaml", """
            - route:
                id: tail
                from:
                  uri: "direct:tail"
                  steps:
                    - to: { id: store, uri: "samples:tail" }
            """);
        await().until(() -> loaded("one.camel.yaml") == 1 && value("value{route=\"one\"}") == 2);
    }

    @Test
    void a_setting_that_was_added_after_the_start_wants_the_settings_read_again() throws IOException {
        Files.writeString(directory.resolve("application.properties"), "late.period=1s\n");
        write("late.camel.yaml", route("late", 1).replace("period: 100", "period: \"{{late.period}}\""));
        await().until(() -> loaded("late.camel.yaml") == 0);
        assertThat(store.self().faults().get("routes/late.camel.yaml"))
                .first()
                .asString()
                .contains("no setting late.period", "after setting it, have the settings read again: SIGHUP");
    }

    @Test
    void a_file_of_another_suffix_is_told_until_it_is_gone() throws IOException {
        write("shed.yml", route("shed", 1));
        await().until(() -> loaded("shed.yml") == 0);
        Files.delete(directory.resolve("routes/shed.yml"));
        await().until(() -> Double.isNaN(loaded("shed.yml")));
    }

    @Test
    void a_file_in_the_place_of_a_folder_is_told_as_a_file() throws IOException {
        Files.createDirectory(directory.resolve("routes/odd.camel.yaml"));
        await().until(() -> fault("odd.camel.yaml").contains("is a folder"));
        Files.delete(directory.resolve("routes/odd.camel.yaml"));
        write("odd.camel.yaml", route("odd", 1).replace("uri:", "urii:"));
        await().until(() -> fault("odd.camel.yaml").contains("urii"));
        Files.delete(directory.resolve("routes/odd.camel.yaml"));
        Files.createDirectory(directory.resolve("routes/odd.camel.yaml"));
        await().until(() -> fault("odd.camel.yaml").contains("is a folder"));
        Files.delete(directory.resolve("routes/odd.camel.yaml"));
        write("odd.camel.yaml", route("odd", 1));
        await().until(() ->
                loaded("odd.camel.yaml") == 1 && fault("odd.camel.yaml").isEmpty());
    }

    private String fault(String file) {
        return String.join("", store.self().faults().getOrDefault("routes/" + file, List.of()));
    }

    private static String route(String id, int value) {
        return """
            - route:
                id: %1$s
                nodePrefixId: %1$s-
                from:
                  uri: "timer:%1$s"
                  parameters: { period: 100 }
                  steps:
                    - setBody: { constant: '{"name":"value","value":%2$d,"labels":{"route":"%1$s"}}' }
                    - to: { id: publish, uri: "samples:%1$s?interval=1s" }
            """.formatted(id, value);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve("routes").resolve(name), text);
    }

    private double loaded(String file) {
        return value("home_exporter_config_last_load_successful{file=\"routes/" + file + "\"}");
    }

    /** NaN when there is no such series. */
    private double value(String series) {
        for (FamilyView family : store.families()) {
            for (int i = 0; i < family.size(); i++) {
                if (family.series(i).toString().equals(series)) {
                    return family.value(i);
                }
            }
        }
        return Double.NaN;
    }
}
