package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.isg.sgready.SgReadyProducer.SgReadyAccess;
import io.github.homeexporter.poll.Bounds;
import java.time.Duration;
import java.util.List;
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
 * Set the SG Ready level of a heat pump by the alerts that fire in Alertmanager, or by what others wish.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "sgready",
        title = "SG Ready",
        syntax = "sgready:task",
        producerOnly = true,
        remote = false,
        category = {Category.IOT})
public class SgReadyEndpoint extends DefaultEndpoint {
    private static final String WEBHOOK = "webhook";
    static final String HOLD = "hold";
    private static final String MODE = "mode";
    static final String WISH = "wish";
    static final String LEVEL = "level";
    private static final String NONE = "none";

    @UriPath(
            description =
                    "webhook: answer a call of Alertmanager; mode: answer a call that says a level or asks for it; wish: take the body as a level, from a route that may; level: the level that the heat pump has becomes the body, empty before it is known; hold: set what had to wait and keep what is set")
    @Metadata(required = true)
    private String task;

    /** Secret the caller sends as Authorization: Bearer; without one every call is refused. */
    @UriParam(secret = true)
    private String token = "";

    /** Numeric addresses and nets that may call, as 192.168.1.0/24, commas between them; empty for all. */
    @UriParam
    private String allow = "";

    /** Label of an alert that says the level: active, inactive, lock, normal, force. */
    @UriParam(defaultValue = "target")
    private String label = "target";

    /** Whether alerts may ask for force, the maximum set values. */
    @UriParam(defaultValue = "false")
    private boolean allowForce;

    /** Whether to switch the ISG's SG Ready function on when it is off; otherwise that is an error. */
    @UriParam(defaultValue = "false")
    private boolean switchOn;

    /** Least time between two changes, as 30s, 5m or bare seconds; 1s to 24h, or none: a compressor that is switched often wears. What comes sooner waits, a lock never. */
    @UriParam(defaultValue = "10m")
    private String minimumTime = "10m";

    /** How long an alert or a wish counts without being repeated, and a level that the heat pump has without anybody known to wish it; 1m to 7d. Longer than Alertmanager's repeat_interval. */
    @UriParam(defaultValue = "6h")
    private String maxHold = "6h";

    /** Where the registers of the ISG are read and written: a route that ends in a modbus: step with write=true. */
    @UriParam(defaultValue = "direct:isg-sgready-write")
    private String write = "direct:isg-sgready-write";

    /** Who wishes, in the log; each has a wish of its own. */
    @UriParam(defaultValue = "wish")
    private String source = "wish";

    private SgReadyAccess access;
    private Duration least;
    private Duration longest;

    public SgReadyEndpoint(String uri, SgReadyComponent component, String task) {
        super(uri, component);
        this.task = task;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        List<String> tasks = List.of(WEBHOOK, MODE, WISH, LEVEL, HOLD);
        if (!tasks.contains(task)) {
            bounds.refuse("task", task, String.join(", ", tasks));
        }
        if (!source.matches("[\\w.-]+")) {
            bounds.refuse("source", source, "letters, digits, _, - and .");
        }
        access = bounds.parsed("allow", () -> new SgReadyAccess(token, allow));
        least = minimumTime.strip().equalsIgnoreCase(NONE) ? Duration.ZERO : leastTime(bounds);
        longest = bounds.duration("maxHold", maxHold, Duration.ofMinutes(1), Duration.ofDays(7));
        if (!write.matches("[a-z][a-z0-9+.-]*:.+")) {
            bounds.refuse("write", write, "an endpoint, as direct:isg-sgready-write");
        }
        bounds.orThrow();
    }

    /** No minimum at all is not a slip of the keyboard only when it is a word. */
    private Duration leastTime(Bounds bounds) {
        Bounds own = new Bounds();
        Duration time = own.duration("minimumTime", minimumTime, Duration.ofSeconds(1), Duration.ofHours(24));
        if (!own.isKept()) {
            bounds.refuse("minimumTime", minimumTime, "1s to 24h, or none for no minimum time at all");
        }
        return time;
    }

    @Override
    public Producer createProducer() {
        return new SgReadyProducer(this, access);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("sgready: takes alerts; it gives none");
    }

    SgReadyComponent component() {
        return (SgReadyComponent) getComponent();
    }

    /** Whether it brings the options that are for all. */
    boolean isWebhook() {
        return task.equals(WEBHOOK);
    }

    Duration minimumTime() {
        return least;
    }

    Duration maxHold() {
        return longest;
    }

    public String getTask() {
        return task;
    }

    public void setTask(String task) {
        this.task = task;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getAllow() {
        return allow;
    }

    public void setAllow(String allow) {
        this.allow = allow;
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(String label) {
        this.label = label;
    }

    public boolean isAllowForce() {
        return allowForce;
    }

    public void setAllowForce(boolean allowForce) {
        this.allowForce = allowForce;
    }

    public boolean isSwitchOn() {
        return switchOn;
    }

    public void setSwitchOn(boolean switchOn) {
        this.switchOn = switchOn;
    }

    public String getMinimumTime() {
        return minimumTime;
    }

    public void setMinimumTime(String minimumTime) {
        this.minimumTime = minimumTime;
    }

    public String getMaxHold() {
        return maxHold;
    }

    public void setMaxHold(String maxHold) {
        this.maxHold = maxHold;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public String getWrite() {
        return write;
    }

    public void setWrite(String write) {
        this.write = write;
    }
}
