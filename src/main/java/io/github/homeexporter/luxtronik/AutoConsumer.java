package io.github.homeexporter.luxtronik;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads over the WebSocket, over the binary interface where that is refused, and the other way round when that is. */
final class AutoConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(AutoConsumer.class);

    private static final int LOOK_MILLIS = 3_000;

    private final Function<Consumer<Fault>, DefaultConsumer> webSocket;
    private final Function<Consumer<Fault>, DefaultConsumer> binary;
    /** Not before may the binary interface be given up again: where both are refused nobody is asked without a pause. */
    private final Duration patience;

    private final HostPort address;
    private ExecutorService switcher;
    private DefaultConsumer current;
    private boolean isBinary;
    private long since;

    /**
     * @param address of the WebSocket
     * @param webSocket makes the consumer; what it is given is told of each failed attempt
     */
    AutoConsumer(
            Endpoint endpoint,
            Processor processor,
            HostPort address,
            Function<Consumer<Fault>, DefaultConsumer> webSocket,
            Function<Consumer<Fault>, DefaultConsumer> binary,
            Duration patience) {
        super(endpoint, processor);
        this.address = address;
        this.webSocket = webSocket;
        this.binary = binary;
        this.patience = patience;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        switcher = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "luxtronik-auto");
        switcher.execute(() -> begin(isRefused()));
    }

    /** Looked at before the first attempt, so that a controller without a web server is not called down first. */
    private boolean isRefused() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.bareHost(), address.port()), LOOK_MILLIS);
            return false;
        } catch (IOException | RuntimeException e) {
            return NetworkFaults.of(e).reason().equals(NetworkFaults.REFUSED);
        }
    }

    @Override
    protected void doStop() throws Exception {
        getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(switcher);
        synchronized (this) {
            if (current != null) {
                current.stop();
            }
        }
        super.doStop();
    }

    private synchronized void begin(boolean toBinary) {
        if (!isRunAllowed()) {
            return;
        }
        isBinary = toBinary;
        since = System.nanoTime();
        current = (toBinary ? binary : webSocket).apply(fault -> failed(toBinary, fault));
        current.setRouteId(getRouteId());
        current.setRoute(getRoute());
        current.start();
    }

    /** On a thread of the one that failed, which cannot stop itself. */
    private void failed(boolean wasBinary, Fault fault) {
        if (fault.reason().equals(NetworkFaults.REFUSED)) {
            try {
                switcher.execute(() -> change(wasBinary));
            } catch (RejectedExecutionException e) {
                // the route is being stopped
                return;
            }
        }
    }

    private synchronized void change(boolean fromBinary) {
        boolean late = isBinary != fromBinary || !isRunAllowed();
        if (late || fromBinary && System.nanoTime() - since < patience.toNanos()) {
            return;
        }
        LOG.info(
                "{}: {} is refused, trying {}",
                getRouteId(),
                fromBinary ? "the binary interface" : "the WebSocket",
                fromBinary ? "the WebSocket" : "the binary interface");
        current.stop();
        begin(!fromBinary);
    }
}
