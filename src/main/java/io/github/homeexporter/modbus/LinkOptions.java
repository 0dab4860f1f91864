package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.protocol.Framing;
import io.github.homeexporter.poll.Bounds;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How an address is talked to: the habits of gateways. All endpoints of one address share the connection, and so these. */
@UriParams
public class LinkOptions {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How long a connection may take. */
    @UriParam(defaultValue = "3s")
    private String connectTimeout = "3s";

    /** How long an answer may take. All endpoints of one address share the connection, and with it the times and habits of the one that was started first. */
    @UriParam(defaultValue = "3s")
    private String requestTimeout = "3s";

    /** Pause between two requests, for devices that are slow; up to 5s. */
    @UriParam(defaultValue = "20ms")
    private String pause = "20ms";

    /** Pause between connecting and the first request, for gateways that are deaf at first; up to 30s. One of up to 4 s is found out without it. */
    @UriParam(defaultValue = "0")
    private String pauseAfterConnect = "0";

    /** Whether the connection is closed after each reading, for devices that serve one client and have another one as well. */
    @UriParam(defaultValue = "false")
    private boolean closeAfterRound;

    /** Whether an answer counts whatever its transaction id is, for gateways that always say the same. */
    @UriParam(defaultValue = "false")
    private boolean anyTransaction;

    /** Whether an answer counts whatever its unit id is, for gateways that say their own. */
    @UriParam(defaultValue = "false")
    private boolean anyUnit;

    /** How often a device that is busy (exception 05 or 06) is asked again at once; 0 to 10. */
    @UriParam(defaultValue = "2")
    private int busyRetries = 2;

    /** tcp: Modbus TCP; rtu: the frames of a serial line, with a checksum, sent over TCP as some converters do. */
    @UriParam(defaultValue = "tcp")
    private String framing = "tcp";

    private Link judged;

    /** What was judged. */
    record Link(
            Duration connectTimeout,
            Duration requestTimeout,
            Duration pause,
            Duration pauseAfterConnect,
            boolean closeAfterRound,
            boolean anyTransaction,
            boolean anyUnit,
            int busyRetries,
            Framing framing) {}

    void judge(Bounds bounds) {
        judged = new Link(
                bounds.duration("connectTimeout", connectTimeout, Duration.ofMillis(50), Duration.ofMinutes(1)),
                bounds.duration("requestTimeout", requestTimeout, Duration.ofMillis(50), Duration.ofMinutes(1)),
                bounds.duration("pause", pause, Duration.ZERO, Duration.ofSeconds(5)),
                bounds.duration("pauseAfterConnect", pauseAfterConnect, Duration.ZERO, LONGEST_PAUSE),
                closeAfterRound,
                anyTransaction,
                anyUnit,
                bounds.number("busyRetries", busyRetries, 0, 10),
                bounds.word("framing", framing, new TreeMap<>(Map.of("tcp", Framing.TCP, "rtu", Framing.RTU))));
    }

    Link judged() {
        return judged;
    }

    public String getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(String connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public String getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(String requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public String getPause() {
        return pause;
    }

    public void setPause(String pause) {
        this.pause = pause;
    }

    public String getPauseAfterConnect() {
        return pauseAfterConnect;
    }

    public void setPauseAfterConnect(String pauseAfterConnect) {
        this.pauseAfterConnect = pauseAfterConnect;
    }

    public boolean isCloseAfterRound() {
        return closeAfterRound;
    }

    public void setCloseAfterRound(boolean closeAfterRound) {
        this.closeAfterRound = closeAfterRound;
    }

    public boolean isAnyTransaction() {
        return anyTransaction;
    }

    public void setAnyTransaction(boolean anyTransaction) {
        this.anyTransaction = anyTransaction;
    }

    public boolean isAnyUnit() {
        return anyUnit;
    }

    public void setAnyUnit(boolean anyUnit) {
        this.anyUnit = anyUnit;
    }

    public int getBusyRetries() {
        return busyRetries;
    }

    public void setBusyRetries(int busyRetries) {
        this.busyRetries = busyRetries;
    }

    public String getFraming() {
        return framing;
    }

    public void setFraming(String framing) {
        this.framing = framing;
    }
}
