package io.github.homeexporter.start;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.http.HttpPort;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.replaced.LoxoneFamilies;
import io.github.homeexporter.replaced.LoxoneHealth;
import io.github.homeexporter.routes.OffRoute;
import io.github.homeexporter.routes.RouteFiles;
import io.github.homeexporter.routes.RouteFolder;
import io.github.homeexporter.routes.RouteFolder.Utf8Routes;
import io.github.homeexporter.routes.RouteOutcomes;
import io.github.homeexporter.routes.RouteSieve;
import io.github.homeexporter.routes.RouteTrial;
import io.github.homeexporter.routes.SafeRouteReload;
import io.github.homeexporter.routes.ShippedRoutes;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.HttpSettings;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.status.LiveFeed;
import io.github.homeexporter.status.StatusComponent.Reload;
import io.github.homeexporter.tape.RouteFrames;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a Camel application of the settings and the route files: broken files are skipped, the rest runs. */
public final class Startup extends MainListenerSupport {
    /** How often the page is told what changed. */
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final String AGAIN = "the start failed; trying the route files one by one";
    private static final MetricFamily BUILD =
            MetricFamily.info("home_exporter_build_info", "What runs: version, commit, Java.");

    private final Settings settings;
    private final Path directory;
    private final boolean serving;
    private final boolean believing;
    private Predicate<Resource> chosen = file -> true;
    /** Null for a start whose settings stay as they are. */
    private final SettingsReload.Rereading again;

    private final List<Finding> doubtful = new ArrayList<>();
    private boolean started;
    private RouteFolder routeFolder;
    private ConfigState configState;

    private Startup(
            Settings settings, Path directory, boolean serving, boolean believing, SettingsReload.Rereading again) {
        this.settings = settings;
        this.directory = directory;
        this.serving = serving;
        this.believing = believing;
        this.again = again;
    }

    /** @param serving whether to open the HTTP port and watch the files: not for {@code --once} */
    public static Main main(Settings settings, Path directory, boolean serving) throws IOException {
        return new Startup(settings, directory, serving, false, null).main();
    }

    /** As {@link #serve}, for who stops it. */
    static Main reloading(Settings settings, Path directory, SettingsReload.Rereading again) throws IOException {
        return new Startup(settings, directory, true, false, again).main();
    }

    /** As {@link #serve} at its first try, for who stops it. */
    static Main believing(Settings settings, Path directory, SettingsReload.Rereading again) throws IOException {
        return new Startup(settings, directory, true, true, again).main();
    }

    /** @param route the one route that is to run; nothing is opened or watched */
    static Main only(Settings settings, Path directory, String route) throws Exception {
        Startup startup = new Startup(settings, directory, false, false, null);
        startup.chosen = file -> RouteFiles.isNeededFor(file, route);
        return started(startup.main(), main -> {});
    }

    /**
     * Serves until told to end. The route files are believed at first, for to build all of them for a trial takes a quarter
     * of the whole start; only when the start fails it is done again with a trial that tells which of them is broken.
     */
    static int serve(Settings settings, Path directory, SettingsReload.Rereading again) throws Exception {
        Startup believing = new Startup(settings, directory, true, true, again);
        Main main = believing.main();
        try {
            return main.run(new String[0]);
        } catch (Exception e) {
            if (believing.started) {
                throw e;
            }
            LOG.debug(AGAIN, e);
            main.stop();
        }
        return reloading(settings, directory, again).run(new String[0]);
    }

    /** As {@link #serve}, for who reads what the devices say and then stops it. */
    static Main start(Settings settings, Path directory, Consumer<Main> prepared) throws Exception {
        Main main = new Startup(settings, directory, false, true, null).main();
        try {
            return started(main, prepared);
        } catch (Exception e) {
            LOG.debug(AGAIN, e);
            main.stop();
        }
        return started(main(settings, directory, false), prepared);
    }

    private static Main started(Main main, Consumer<Main> prepared) throws Exception {
        prepared.accept(main);
        main.start();
        return main;
    }

    private Main main() throws IOException {
        Main main = new Main();
        Properties properties = new Properties();
        try (InputStream in = Startup.class.getResourceAsStream("/camel.properties")) {
            properties.load(in);
        }
        properties.putAll(settings.asProperties());
        properties.put(Serving.SETTINGS_FILE, Serving.settingsFile(directory));
        // read by us, without the newline that Camel keeps
        properties.remove(SettingsLoader.CAMEL_SECRETS);
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().setRoutesCollectorEnabled(false);
        main.addMainListener(this);
        return main;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Settings.variablesLast(context);
        Utf8Routes.load(context);
        context.getRegistry().bind("settings", settings);
        SampleStore store = SamplesComponent.store(context);
        store.limits(SettingsCheck.limits(settings));
        Json.boundAll();
        BuildInfo build = BuildInfo.read();
        store.self()
                .set(
                        Series.of(
                                BUILD,
                                Map.of(
                                        "version", build.version(),
                                        "commit", build.commit(),
                                        "java", System.getProperty("java.version"))),
                        1);
        LoxoneHealth.bind(context);
        openPort(context);
        ConfigState state = new ConfigState(store);
        Predicate<Resource> wanted = file -> chosen.test(file)
                && (serving || !RouteFiles.nameOf(file).matches("(http|homeassistant|otlp|prometheus-file)[.].*"));
        RouteFolder folder = new RouteFolder(
                context, directory, settings, wanted, key -> System.getenv().containsKey(Aliases.variable(key)));
        List<Resource> files = folder.files();
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            RouteMeters.addTo(context, registry);
        }
        RouteOutcomes.watch(context);
        RouteFrames.watch(context);
        try {
            // what camel.beans.* made, before the routes with master: look for it
            for (CamelClusterService lock : context.getRegistry().findByType(CamelClusterService.class)) {
                context.addService(lock);
            }
            List<Resource> taken = files;
            if (believing) {
                believe(context, files, state);
            } else {
                taken = proven(context, files, state);
                PluginHelper.getRoutesLoader(context).loadRoutes(taken);
            }
            LoxoneFamilies.settle(context, settings);
            context.addService(new ProcessMeters(context));
            if (serving) {
                MeterRegistries.addTo(context, settings);
                SafeRouteReload routes = new SafeRouteReload(context, folder, state, files, taken);
                context.addService(routes);
                if (again != null) {
                    context.getRegistry()
                            .bind("reload", new SettingsReload(context, settings, again, directory, routes, state));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        doubtful.addAll(settings.findings());
        doubtful.addAll(SettingsCheck.unknown(settings, RouteFiles.keysIn(files), System.getenv()));
        state.found("settings", doubtful);
        routeFolder = folder;
        configState = state;
    }

    /** Nothing before this has told anybody of what is doubtful, so a start that is done again says it once. */
    @Override
    public void afterStart(BaseMainSupport main) {
        started = true;
        settings.replacedFiles().forEach((file, keys) -> LOG.info("{} is read for {}", file, String.join(", ", keys)));
        doubtful.forEach(finding -> LOG.warn("{}", finding));
        routeFolder.tell(configState);
        main.getCamelContext().getRegistry().findByType(Reload.class).forEach(reload -> Hangup.call(reload::now));
        if (serving) {
            Serving.firstSteps(main.getCamelContext(), settings, directory);
            // after the devices, whose first values do not wait for it
            CamelContext context = main.getCamelContext();
            context.getExecutorServiceManager()
                    .newThread("off-routes", () -> tellOfRoutesThatAreOff(context))
                    .start();
        }
    }

    private void tellOfRoutesThatAreOff(CamelContext context) {
        List<Finding> off = new ArrayList<>(OffRoute.findings(context, routeFolder.files(), settings));
        off.removeAll(doubtful);
        if (!off.isEmpty()) {
            off.forEach(finding -> LOG.warn("{}", finding));
            doubtful.addAll(off);
            configState.found("settings", doubtful);
        }
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        if (serving) {
            LOG.atInfo().addKeyValue("event_type", "server_shutdown").log("stopping");
        }
    }

    /** Before the routes, which look for it. */
    private void openPort(CamelContext context) {
        if (serving) {
            try {
                context.addService(
                        new HttpPort(HttpSettings.read(settings, directory).orThrow(), new LiveFeed(context, LOOKS)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void believe(CamelContext context, List<Resource> files, ConfigState state) {
        List<Resource> busy = serving ? ShippedRoutes.withoutIdle(context, files) : files;
        List<Finding> findings =
                RouteTrial.believing((DefaultCamelContext) context, busy).findings();
        if (!findings.isEmpty()) {
            throw new IllegalStateException(findings.get(0).toString());
        }
        files.forEach(file -> state.taken("routes/" + RouteFiles.nameOf(file)));
    }

    private static List<Resource> proven(CamelContext context, List<Resource> files, ConfigState state) {
        List<Resource> good = RouteSieve.sifted(context, files, List.of(), (file, findings) -> {
            state.refused("routes/" + RouteFiles.nameOf(file), findings);
            findings.forEach(
                    finding -> LOG.error("{}; routes/{} is skipped, the others run", finding, RouteFiles.nameOf(file)));
        });
        good.forEach(file -> state.taken("routes/" + RouteFiles.nameOf(file)));
        return good;
    }
}
