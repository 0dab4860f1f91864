package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;

/** Each reading of node and guests is one message. */
class ProxmoxConsumer extends PollingConsumer {
    private final ProxmoxOptions options;
    private ExecutorService pipes;
    private ProxmoxReader reader;
    private long lastGoodMillis;

    ProxmoxConsumer(ProxmoxEndpoint endpoint, Processor processor, ProxmoxOptions options) {
        super(endpoint, processor, ProxmoxEndpoint.KIND, options.getName(), options.interval());
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
            // what is not complete takes nothing away: guests stay for three intervals, as with any device that is down
            emit(new Batch(
                    options.getName(),
                    ProxmoxEndpoint.KIND,
                    options.interval(),
                    reading.complete(),
                    options.getNaming(),
                    lastGoodMillis,
                    reading.samples()));
        }
    }
}
