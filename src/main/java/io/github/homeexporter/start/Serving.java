package io.github.homeexporter.start;

import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.tls.PinFile;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.net.tls.PinnedTrust.TlsTrust;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.HttpSettings;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program as it mostly runs: serving until it is told to end. */
public final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** Where the page finds the name of the settings file; no setting itself. */
    static final String SETTINGS_FILE = "settings.file";

    /** One of them is enough for a device; each switches on a route that ships. */
    static final List<String> FIRST_SETTINGS = List.of("lux.address", "loxone.host", "isg.url", "tapo.username");

    private static final int PROBE_MILLIS = 4_000;

    private Serving() {}

    /**
     * @param again reads the settings anew
     * @return 0 after an orderly end, 1 when the port could not be had or must not be opened
     */
    public static int run(Settings settings, Path directory, SettingsReload.Rereading again) throws Exception {
        Hangup.hold();
        int port = settings.number("http.port", 1, 65535);
        String address = settings.get("http.address");
        List<Finding> faults = HttpSettings.read(settings, directory).faults();
        if (!faults.isEmpty()) {
            // without what was meant to protect it the port would stand open
            faults.forEach(fault -> LOG.error("{}; not started", fault));
            // nothing else that would tell of them begins
            settings.findings().forEach(finding -> LOG.warn("{}", finding));
            return 1;
        }
        String fault = cannotOpen(address, port);
        if (fault != null) {
            LOG.error("{}", fault);
            return 1;
        }
        boolean serves = !settings.get("prometheus.enabled").equals("false");
        LOG.atInfo()
                .addKeyValue("event_type", "server_startup")
                .log(
                        "{}: {} at {}{}",
                        BuildInfo.read(),
                        serves ? "metrics" : "pages",
                        address(settings),
                        serves ? "/metrics" : "/");
        return Startup.serve(settings, directory, again);
    }

    /** In one line, where Camel would show a stack of exceptions; null when the port can be had. */
    private static String cannotOpen(String address, int port) {
        InetAddress local;
        try {
            local = InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            return "http.address=\"" + address
                    + "\" is no address and no name of this machine; set 0.0.0.0 for all of them";
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(local, port));
            return null;
        } catch (IOException e) {
            // a port of the system's choice tells the two apart: it fails only where the address is not ours
            return isOurs(local)
                    ? "http.port " + port + " on " + address + " cannot be opened: " + e.getMessage()
                            + "; set http.port to a free one"
                    : "http.address=\"" + address
                            + "\" is none of this machine's addresses; set 0.0.0.0 for all of them";
        }
    }

    private static boolean isOurs(InetAddress local) {
        try (ServerSocket any = new ServerSocket()) {
            any.bind(new InetSocketAddress(local, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where a browser on this machine finds the port, without a slash at the end. */
    static String address(Settings settings) {
        String address = settings.get("http.address");
        return (HttpSettings.isTls(settings) ? "https://" : "http://")
                + (address.equals("0.0.0.0") ? "localhost" : address) + ":" + settings.get("http.port");
    }

    /** The settings file, as it is really used. */
    static String settingsFile(Path directory) {
        return directory
                .resolve(SettingsLoader.FILE)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    /** What to do next, for who has set up nothing, once the routes run; nothing when one of them has a device beside this machine, or is looking for some. */
    static void firstSteps(CamelContext context, Settings settings, Path directory) {
        boolean isAlone = SamplesComponent.store(context).devices().stream()
                        .allMatch(device -> device.kind().equals("host"))
                && context.getRoutes().stream()
                        .noneMatch(route -> route.getEndpoint().getEndpointUri().startsWith("tapo:"));
        // one that is set up may not have said a word yet
        if (isAlone && FIRST_SETTINGS.stream().allMatch(key -> settings.get(key).isBlank())) {
            LOG.info(
                    "no device is set up yet: set {} in {}, have it read (kill -HUP {}), and see {}/",
                    String.join(", ", FIRST_SETTINGS).replaceFirst(", ([^,]*)$", " or $1"),
                    settingsFile(directory),
                    ProcessHandle.current().pid(),
                    address(settings));
        }
    }

    /**
     * {@code --health}: asks the program that runs with these settings whether it is ready, for a container without a shell.
     *
     * @return 0 when it is ready, 1 when it is not, does not answer within 4 s, or has settings that no port opens by
     */
    static int probe(Settings settings, Path directory, PrintStream err) throws IOException {
        URI page;
        try {
            page = HttpSettings.read(settings, directory).orThrow().own("/-/ready");
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        }
        HttpURLConnection question = (HttpURLConnection) page.toURL().openConnection();
        if (question instanceof HttpsURLConnection secured) {
            trust(secured, page);
        }
        question.setConnectTimeout(PROBE_MILLIS);
        question.setReadTimeout(PROBE_MILLIS);
        question.setInstanceFollowRedirects(false);
        try {
            int code = question.getResponseCode();
            if (code == HttpURLConnection.HTTP_OK) {
                return 0;
            }
            err.println(page + " answers " + code + ": routes are starting or stopping");
        } catch (IOException e) {
            err.println(page + " does not answer: " + e.getMessage());
        } finally {
            question.disconnect();
        }
        return 1;
    }

    /** Any certificate: nothing secret is sent, and the file may have been renewed since the program read it. */
    private static void trust(HttpsURLConnection question, URI page) {
        PinnedTrust.Rules any = new PinnedTrust.Rules(
                TlsTrust.INSECURE, "", "", null, true, "", names -> Optional.empty(), new PinFile(null), "");
        question.setSSLSocketFactory(new PinnedTrust(any, new HostPort(page.getHost(), page.getPort()))
                .context()
                .getSocketFactory());
        question.setHostnameVerifier((host, session) -> true);
    }
}
