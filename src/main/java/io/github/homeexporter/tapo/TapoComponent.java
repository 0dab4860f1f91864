package io.github.homeexporter.tapo;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.tapo.plug.EnergyCounters;
import io.github.homeexporter.tapo.plug.PlugAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scheme {@code tapo:}. */
@Component("tapo")
public class TapoComponent extends DefaultComponent {
    private final Map<Path, EnergyFile> energy = new ConcurrentHashMap<>();
    final SystemEntropy entropy;

    public TapoComponent() {
        this(new SystemEntropy());
    }

    TapoComponent(SystemEntropy entropy) {
        this.entropy = entropy;
    }

    /** The one of that path: several routes may share it. */
    EnergyFile energy(Path path) {
        return energy.computeIfAbsent(path.toAbsolutePath().normalize(), EnergyFile::new);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        TapoEndpoint endpoint = new TapoEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Keeps energy counters over restarts, in a file that only its owner can read. What goes wrong with it is said once. */
    static final class EnergyFile {
        private static final Logger LOG = LoggerFactory.getLogger(EnergyFile.class);

        private final Path path;
        private final EnergyCounters counters = new EnergyCounters();
        private boolean complained;

        EnergyFile(Path path) {
            this.path = path;
            try {
                new TreeMap<>(OwnerFile.read(path)).forEach((outlet, text) -> {
                    if (!counters.restore(outlet.toString(), text.toString())) {
                        LOG.warn("{}: what it says of {} cannot be read, its counter begins anew", path, outlet);
                    }
                });
            } catch (IOException e) {
                LOG.warn("{}: cannot be read, the counters begin anew: {}", path, OwnerFile.why(e));
            } catch (IllegalArgumentException e) {
                LOG.warn("{}: cannot be read, the counters begin anew: it is not as it was written", path);
            }
        }

        synchronized void count(PlugAnswer answer) {
            counters.count(answer, LocalDate.now(ZoneOffset.UTC).plusDays(1));
        }

        /** Writes what has changed; what is lost by a crash is made up from the plug's own day. */
        synchronized void save() {
            if (!counters.hasChanged()) {
                return;
            }
            try {
                Properties content = new Properties();
                content.putAll(counters.texts());
                OwnerFile.write(
                        path, content, "Written by home-exporter: lifetime counters of plugs without one, in Wh.");
                complained = false;
            } catch (IOException e) {
                if (!complained) {
                    LOG.warn(
                            "{}: cannot be written, counters of plugs without a lifetime counter begin anew at the next start:"
                                    + " {}; see tapo.energy-file",
                            path,
                            OwnerFile.why(e));
                }
                complained = true;
            }
        }
    }
}
