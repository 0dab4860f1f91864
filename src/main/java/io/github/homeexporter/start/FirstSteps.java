package io.github.homeexporter.start;

import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Settings;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do next, for who has set up nothing: the log says it in one line, the page in three steps. */
final class FirstSteps {
    /** Where the page finds the name of the settings file; no setting itself. */
    static final String FILE = "settings.file";

    private static final Logger LOG = LoggerFactory.getLogger(FirstSteps.class);

    private FirstSteps() {}

    /** As it is really used. */
    static String file(Path directory) {
        return directory
                .resolve(SettingsLoader.FILE)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    /** Once the routes run; nothing when one of them has a device beside this machine, or is looking for some. */
    static void tell(CamelContext context, Settings settings, Path directory) {
        boolean isAlone = SamplesComponent.store(context).devices().stream()
                        .allMatch(device -> device.kind().equals("host"))
                && context.getRoutes().stream()
                        .noneMatch(route -> route.getEndpoint().getEndpointUri().startsWith("tapo:"));
        if (isAlone) {
            LOG.info(
                    "no device is set up yet: set lux.address, loxone.host, isg.url or tapo.username in {}, have it read"
                            + " (kill -HUP {}), and see {}/",
                    file(directory),
                    ProcessHandle.current().pid(),
                    Serving.address(settings));
        }
    }
}
