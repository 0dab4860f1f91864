package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Read guests, nodes, cluster and storage of Proxmox VE.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "proxmox",
        title = "Proxmox",
        syntax = "proxmox:place",
        consumerOnly = true,
        category = {Category.MONITORING})
public class ProxmoxEndpoint extends DefaultEndpoint {
    static final String KIND = "proxmox";

    @UriPath(description = "Any word, usually cluster")
    @Metadata(required = true)
    private String place;

    @UriParam
    private ProxmoxOptions options = new ProxmoxOptions();

    public ProxmoxEndpoint(String uri, ProxmoxComponent component, String place) {
        super(uri, component);
        this.place = place;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        options.judge(bounds);
        bounds.orThrow();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ProxmoxConsumer consumer = new ProxmoxConsumer(this, processor, options);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("proxmox: gives readings; it takes none. Use it in from:");
    }

    public String getPlace() {
        return place;
    }

    public void setPlace(String place) {
        this.place = place;
    }

    public ProxmoxOptions getOptions() {
        return options;
    }

    public void setOptions(ProxmoxOptions options) {
        this.options = options;
    }

    /** Each reading of node and guests is one message. */
    private static final class ProxmoxConsumer extends PollingConsumer {
        private final ProxmoxOptions options;
        private ExecutorService pipes;
        private ProxmoxReader reader;
        private long lastGoodMillis;

        ProxmoxConsumer(ProxmoxEndpoint endpoint, Processor processor, ProxmoxOptions options) {
            super(endpoint, processor, KIND, options.getName(), options.interval());
            this.options = options;
        }

        @Override
        protected boolean begin(Device device) {
            pipes = threads().newCachedThreadPool(this, "proxmox-commands");
            return true;
        }

        @Override
        protected void abort() {
            threads().shutdownNow(pipes);
        }

        @Override
        protected void end() {
            reader = null;
        }

        @Override
        protected void round(Device device) throws Exception {
            if (reader == null) { // with the first reading, off the thread that starts the route: it reads files
                reader = new ProxmoxReader(options, System.getenv(), pipes);
            }
            ProxmoxReader.Reading reading = reader.read(device);
            if (reading.complete()) {
                lastGoodMillis = System.currentTimeMillis();
            }
            if (reading.samples().size() > 0) {
                // what is not complete takes nothing away: guests stay for three intervals, as with any device that is
                // down
                emit(new Batch(
                        options.getName(),
                        KIND,
                        options.interval(),
                        reading.complete(),
                        options.getNaming(),
                        lastGoodMillis,
                        reading.samples()));
            }
        }
    }
}
