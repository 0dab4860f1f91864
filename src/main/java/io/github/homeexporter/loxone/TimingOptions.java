package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.login.Dialogue.SessionTiming;
import io.github.homeexporter.poll.Bounds;
import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How long a Miniserver is waited for and how often it is asked. */
@UriParams
public class TimingOptions {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    /** The Miniserver closes after 5 minutes of silence. */
    private static final Duration LONGEST_KEEPALIVE = Duration.ofMinutes(4);

    /** How long the Miniserver may take to answer a command. */
    @UriParam(label = "advanced", defaultValue = "15s")
    private String answerTimeout = "15s";

    /** Between two keep-alives; the Miniserver closes after 5 minutes without one. */
    @UriParam(label = "advanced", defaultValue = "30s")
    private String keepalive = "30s";

    /** How long the Miniserver may take to answer a keep-alive. */
    @UriParam(label = "advanced", defaultValue = "10s")
    private String keepaliveTimeout = "10s";

    /** Between two looks whether the structure file has changed. */
    @UriParam(label = "advanced", defaultValue = "15m")
    private String structureCheck = "15m";

    /** Between two looks at the status of Tree and Air devices and of the Miniserver itself, as 5m; 0 for none. Needs rights. */
    @UriParam(defaultValue = "0")
    private String deviceInterval = "0";

    SessionTiming judged(Bounds bounds) {
        return new SessionTiming(
                bounds.duration("answerTimeout", answerTimeout, SHORTEST_WAIT, LONGEST_WAIT),
                bounds.duration("keepalive", keepalive, SHORTEST_WAIT, LONGEST_KEEPALIVE),
                bounds.duration("keepaliveTimeout", keepaliveTimeout, SHORTEST_WAIT, LONGEST_WAIT),
                bounds.duration("structureCheck", structureCheck, SHORTEST_WAIT, null),
                lookedAt(bounds));
    }

    private Duration lookedAt(Bounds bounds) {
        Duration every = bounds.duration("deviceInterval", deviceInterval, Duration.ZERO, null);
        if (!every.isZero() && every.compareTo(SHORTEST_LOOK) < 0) {
            bounds.refuse("deviceInterval", deviceInterval, "1s and longer, or 0 for never");
        }
        return every;
    }

    public String getAnswerTimeout() {
        return answerTimeout;
    }

    public void setAnswerTimeout(String answerTimeout) {
        this.answerTimeout = answerTimeout;
    }

    public String getKeepalive() {
        return keepalive;
    }

    public void setKeepalive(String keepalive) {
        this.keepalive = keepalive;
    }

    public String getKeepaliveTimeout() {
        return keepaliveTimeout;
    }

    public void setKeepaliveTimeout(String keepaliveTimeout) {
        this.keepaliveTimeout = keepaliveTimeout;
    }

    public String getDeviceInterval() {
        return deviceInterval;
    }

    public void setDeviceInterval(String deviceInterval) {
        this.deviceInterval = deviceInterval;
    }

    public String getStructureCheck() {
        return structureCheck;
    }

    public void setStructureCheck(String structureCheck) {
        this.structureCheck = structureCheck;
    }
}
