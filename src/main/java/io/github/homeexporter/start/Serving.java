package io.github.homeexporter.start;

import io.github.homeexporter.settings.BuildInfo;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.HttpSettings;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program as it mostly runs: serving until it is told to end. */
public final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private Serving() {}

    /** @return 0 after an orderly end, 1 when the port could not be had or must not be opened */
    public static int run(Settings settings, Path directory) throws Exception {
        int port = settings.number("http.port", 1, 65535);
        String address = settings.get("http.address");
        List<Finding> faults = HttpSettings.read(settings, directory).faults();
        if (!faults.isEmpty()) {
            // without what was meant to protect it the port would stand open
            faults.forEach(fault -> LOG.error("{}; not started", fault));
            return 1;
        }
        // said in one line, where Camel would show a stack of exceptions
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            LOG.error(
                    "http.port {} on {} cannot be opened: {}; set http.port to a free one",
                    port,
                    address,
                    e.getMessage());
            return 1;
        }
        String host = address.equals("0.0.0.0") ? "localhost" : address;
        boolean serves = !settings.get("prometheus.enabled").equals("false");
        LOG.atInfo()
                .addKeyValue("event_type", "server_startup")
                .log(
                        "{}: {} at {}://{}:{}{}",
                        BuildInfo.read(),
                        serves ? "metrics" : "pages",
                        HttpSettings.isTls(settings) ? "https" : "http",
                        host,
                        port,
                        serves ? "/metrics" : "/");
        return Startup.serve(settings, directory);
    }
}
