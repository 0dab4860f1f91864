package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.isg.SimulatedIsg;
import io.github.homeexporter.demo.isg.SimulatedIsg.IsgQuirk;
import io.github.homeexporter.demo.isg.SimulatedIsg.IsgTable;
import io.github.homeexporter.isg.IsgOptions.IsgAddress;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped route over a simulated ISG, up to the store. */
@Timeout(60)
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class IsgRouteTest {
    private final DefaultCamelContext context = new QuickContext();
    private final Properties settings = new Properties();
    private SimulatedIsg isg;

    @BeforeEach
    void open() throws Exception {
        isg = new SimulatedIsg("de", 0);
        settings.put("isg.url", isg.url());
        settings.put("isg.interval", "1");
    }

    @AfterEach
    void close() throws Exception {
        context.stop();
        isg.close();
    }

    @Test
    void the_first_round_comes_at_once_and_others_follow() throws Exception {
        start();
        await().until(() -> device().state() == DeviceState.UP && values().containsKey("isg_flag_heizkreispumpe"));
        assertThat(values())
                .containsEntry("isg_up", "1")
                .containsEntry("isg_scrape_success{page=\"1,0\"}", "1")
                .containsEntry("isg_sollwert_hk1{unit=\"°C\"}", "21.5")
                .containsEntry(
                        "isg_sensor_fault{fault=\"open\",section=\"prozesswerte\",sensor=\"fuehler-sole\"}", "1");
        await().until(() -> isg.requests().stream().filter("GET 1,0"::equals).count() >= 3);
        assertThat(values()).containsKey("isg_last_success_timestamp_seconds");
        assertThat(isg.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void a_login_is_made_once() throws Exception {
        isg.login("käthe", "gehëim&1=%");
        settings.put("isg.user", "käthe");
        settings.put("isg.password", "gehëim&1=%");
        start();
        await().until(() -> isg.requests().stream().filter("GET 1,1"::equals).count() >= 3);
        assertThat(isg.logins()).isEqualTo(1);
        assertThat(values()).containsEntry("isg_login_total{result=\"accepted\"}", "1");
    }

    @Test
    void a_wrong_password_is_no_outage_and_no_storm_and_is_in_no_log() throws Exception {
        isg.login("me", "right");
        settings.put("isg.user", "me");
        settings.put("isg.password", "wr0ng-one");
        LogLines log = new LogLines("ROOT");
        start();
        await().until(() -> device().state() == DeviceState.DOWN);
        assertThat(device().lastError()).contains("refuses the login", "isg.password");
        context.getRouteController().stopRoute("isg-web");
        context.getRouteController().startRoute("isg-web");
        await().until(() -> device().lastError().contains("no login for another"));
        assertThat(values())
                .containsEntry("isg_up", "0")
                .containsEntry("home_exporter_device_up{device=\"isg\",kind=\"isg\"}", "0")
                .containsEntry(
                        "home_exporter_device_errors_total{device=\"isg\",kind=\"isg\",reason=\"login_refused\"}", "1");
        assertThat(isg.requests()).containsExactly("GET 1,0", "POST 1,0");
        assertThat(log.of("wr0ng-one")).isEmpty();
        log.close();
        assertThat(context.getEndpoints().toString()).doesNotContain("wr0ng-one");
    }

    @Test
    void a_device_that_is_down_at_start_is_a_state_and_comes_up_by_itself() throws Exception {
        for (String page : new String[] {"1,0", "1,1", "2,0", "2,1", "2,3", "2,4", "4,7"}) {
            isg.quirk(page, IsgQuirk.HANGS_UP);
        }
        start();
        await().until(() -> device().state() == DeviceState.DOWN);
        isg.quirk("1,0", null).quirk("1,1", null);
        await().until(() -> device().state() == DeviceState.UP);
        // the device is up from its first page on
        await().untilAsserted(() -> assertThat(values()).containsEntry("isg_scrape_success{page=\"2,0\"}", "0"));
    }

    @Test
    void a_web_server_that_is_no_isg_is_said_so() throws Exception {
        isg.show("1,0");
        start();
        await().until(() -> device().state() == DeviceState.DOWN);
        assertThat(device().lastError()).contains("no page has a table");
    }

    @Test
    void stopped_the_device_is_stopped_and_its_own_numbers_go() throws Exception {
        start();
        await().until(() -> values().containsKey("isg_up"));
        context.getRouteController().stopRoute("isg-web");
        assertThat(device().state()).isEqualTo(DeviceState.STOPPED);
        assertThat(values()).doesNotContainKey("isg_up");
        context.getRouteController().startRoute("isg-web");
        await().until(() -> device().state() == DeviceState.UP);
    }

    @Test
    void a_stop_does_not_wait_for_a_silent_page() throws Exception {
        isg.quirk("1,0", IsgQuirk.SILENT);
        start();
        await().until(() -> !isg.requests().isEmpty());
        context.getRouteController().stopRoute("isg-web");
        assertThat(device().state()).isEqualTo(DeviceState.STOPPED);
        await().until(() -> isg.open() <= 1);
    }

    @Test
    void a_second_isg_has_its_name_on_every_series() throws Exception {
        try (SimulatedIsg cellar = new SimulatedIsg("en", 0)) {
            cellar.show("1,0", IsgTable.of("A").with("FLOW", "1,5 l/min"));
            settings.put("cellar.url", cellar.url());
            start(Files.readString(Path.of("routes/isg-web.camel.yaml")), """
                - route:
                    id: isg-cellar
                    nodePrefixId: cellar-
                    from:
                      uri: "isg:{{cellar.url}}"
                      parameters: { interval: 1s }
                      steps:
                        - to: { id: mutate, uri: "mutate:rules/isg-web.yaml" }
                        - to: { id: publish, uri: "direct:publish" }
                """);
            await().until(() -> values().containsKey("isg_flow{device=\"isg-cellar\",unit=\"l/min\"}")
                    && values().containsKey("isg_up"));
            assertThat(values()).containsEntry("isg_up{device=\"isg-cellar\"}", "1");
        }
    }

    @Test
    void an_isg_that_is_silent_does_not_hold_up_another() throws Exception {
        try (SimulatedIsg silent = new SimulatedIsg("de", 0)) {
            silent.quirk("1,0", IsgQuirk.SILENT);
            settings.put("cellar.url", silent.url());
            start(Files.readString(Path.of("routes/isg-web.camel.yaml")), """
                - route:
                    id: isg-cellar
                    nodePrefixId: cellar-
                    from:
                      uri: "isg:{{cellar.url}}"
                      parameters: { interval: 1s }
                      steps:
                        - to: { id: publish, uri: "direct:publish" }
                """);
            await().until(() ->
                    isg.requests().stream().filter("GET 1,0"::equals).count() >= 3);
            assertThat(silent.requests()).containsExactly("GET 1,0");
        }
    }

    @Test
    void a_list_of_pages_is_read_and_no_other() throws Exception {
        settings.put("isg.pages", "2,0 1,1");
        start();
        await().until(() -> device().state() == DeviceState.UP);
        assertThat(isg.requests()).startsWith("GET 2,0", "GET 1,1").doesNotContain("GET 1,0");
    }

    @ParameterizedTest
    @CsvSource({"modbus,false", "web,true", "both,true"})
    void the_mode_switches_the_route(String mode, boolean on) throws Exception {
        settings.put("isg.mode", mode);
        start();
        assertThat(context.getRoute("isg-web") != null).isEqualTo(on);
    }

    @Test
    void without_an_address_there_is_no_route() throws Exception {
        settings.put("isg.url", "");
        start();
        assertThat(context.getRoute("isg-web")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "isg.url,ftp://isg,isg.url",
        "isg.url,http://me:secret@isg,isg.user",
        "isg.interval,0,1s to 1h",
        "isg.interval,soon,1s to 1h",
        "isg.pages,9,isg.pages",
        "isg.rollover,-1,rollover=",
    })
    void an_illegal_setting_stops_the_route_and_says_what_is_allowed(String key, String value, String said)
            throws Exception {
        settings.put(key, value);
        assertThatThrownBy(this::start).rootCause().hasMessageContaining(said).hasMessageNotContaining("secret@");
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.0.2.10,http://192.0.2.10/?s=1,0",
        "http://isg/,http://isg/?s=1,0",
        "isg.local,http://isg.local/?s=1,0",
        "https://home.example:8443/isg/,https://home.example:8443/isg/?s=1,0",
        "http://[fd00::1]:8080,http://[fd00::1]:8080/?s=1,0"
    })
    void an_address_is_used_as_given(String text, String first, String second) {
        assertThat(IsgAddress.parse(text).of(PageId.START)).isEqualTo(first + "," + second);
    }

    private void start() throws Exception {
        start(Files.readString(Path.of("routes/isg-web.camel.yaml")));
    }

    private void start(String... routes) throws Exception {
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("application.properties"))) {
            shipped.load(file);
        }
        shipped.forEach(settings::putIfAbsent);
        context.getPropertiesComponent().setInitialProperties(settings);
        var loader = PluginHelper.getRoutesLoader(context);
        for (int i = 0; i < routes.length; i++) {
            loader.loadRoutes(ResourceHelper.fromString("r" + i + ".yaml", routes[i]));
        }
        loader.loadRoutes(ResourceHelper.resolveResource(context, "file:routes/publish.camel.yaml"));
        context.start();
    }

    private DeviceStatus device() {
        return SamplesComponent.store(context).devices().stream()
                .filter(status -> status.name().equals("isg"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> values() {
        Map<String, String> all = new TreeMap<>();
        SamplesComponent.store(context).families().forEach(family -> {
            for (int i = 0; i < family.size(); i++) {
                all.put(family.series(i).toString(), IsgBench.number(family.value(i)));
            }
        });
        return all;
    }
}
