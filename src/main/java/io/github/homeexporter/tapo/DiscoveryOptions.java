package io.github.homeexporter.tapo;

import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer.DeviceFamily;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How plugs are looked for. */
@UriParams
public class DiscoveryOptions {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(3650);

    /** Whether to look for plugs by UDP. Off means that no datagram is sent, but for discoveryDirect. */
    @UriParam(defaultValue = "true")
    private boolean discovery = true;

    /** Whether plugs of plugDevices get a datagram of their own even with discovery off: firmware 1.4.6 opens its port only after one. */
    @UriParam(defaultValue = "false")
    private boolean discoveryDirect = false;

    /** How often to look for plugs, as 30s, 5m or bare seconds; at least 1s. */
    @UriParam(defaultValue = "10m")
    private String discoveryInterval = "10m";

    /** How long to wait for answers, as 5s or bare seconds; 100ms to 1m. */
    @UriParam(defaultValue = "5s")
    private String discoveryTimeout = "5s";

    /** How often the question is repeated within that time, 1 to 20. */
    @UriParam(defaultValue = "3")
    private int discoveryPackets = 3;

    /** Addresses the question is sent to, separated by commas: broadcast addresses. 255.255.255.255 is each network of the machine. */
    @UriParam(defaultValue = "255.255.255.255")
    private String discoveryTarget = "255.255.255.255";

    /** UDP ports the question is sent to, separated by commas. */
    @UriParam(defaultValue = "20002,20004,9999")
    private String discoveryPorts = "20002,20004,9999";

    /** Network interface, or its address, that the question leaves by. Empty for the system's choice. */
    @UriParam
    private String discoveryInterface = "";

    /** How long after it was last heard of a plug that discovery found is forgotten, as 12h or 7d; at least 1s. */
    @UriParam(defaultValue = "7d")
    private String forgetAfter = "7d";

    /** Kinds of devices that are read when discovery finds them, separated by commas: plugs, switches, bulbs, hubs. */
    @UriParam(defaultValue = DeviceFamily.USUAL)
    private String families = DeviceFamily.USUAL;

    private Discovery judged;

    /**
     * How plugs are looked for.
     *
     * @param on whether a question goes to the targets
     * @param direct whether one goes to each known address even when {@code on} is false
     */
    record Discovery(
            boolean on,
            boolean direct,
            Duration interval,
            Duration timeout,
            int packets,
            List<String> targets,
            List<Integer> ports,
            String networkInterface,
            Duration forgetAfter,
            Set<DeviceFamily> families) {
        /** Whether any datagram is sent. */
        boolean isSending() {
            return on || direct;
        }
    }

    void judge(Bounds bounds) {
        judged = new Discovery(
                discovery,
                discoveryDirect,
                bounds.duration("discoveryInterval", discoveryInterval, SHORTEST, Duration.ofDays(1)),
                bounds.duration("discoveryTimeout", discoveryTimeout, SHORTEST_WAIT, LONGEST_WAIT),
                bounds.number("discoveryPackets", discoveryPackets, 1, 20),
                bounds.parsed("discoveryTarget", () -> TapoOptions.parts(discoveryTarget, DiscoveryOptions::target)),
                bounds.parsed("discoveryPorts", () -> TapoOptions.parts(discoveryPorts, DiscoveryOptions::port)),
                discoveryInterface.strip(),
                bounds.duration("forgetAfter", forgetAfter, SHORTEST, LONGEST_MEMORY),
                bounds.parsed("families", () -> Set.copyOf(TapoOptions.parts(families, DiscoveryOptions::family))));
        if (judged.targets() != null && judged.targets().isEmpty()) {
            bounds.refuse("discoveryTarget", discoveryTarget, "a broadcast address, as 192.168.1.255");
        }
        if (judged.ports() != null && judged.ports().isEmpty()) {
            bounds.refuse("discoveryPorts", discoveryPorts, "ports, 1 to 65535");
        }
    }

    private static String target(String text) {
        if (!text.matches("[A-Za-z0-9.:-]+")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not an address; allowed: a broadcast address, as 192.168.1.255");
        }
        return text;
    }

    private static Integer port(String text) {
        if (!text.matches("\\d{1,5}") || !HostPort.isPort(Integer.parseInt(text))) {
            throw new IllegalArgumentException("\"" + text + "\" is not a port; allowed: 1 to 65535");
        }
        return Integer.valueOf(text);
    }

    private static DeviceFamily family(String text) {
        return Stream.of(DeviceFamily.values())
                .filter(family -> family != DeviceFamily.OTHERS && family.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is no kind of device; allowed: plugs, switches, bulbs, hubs"));
    }

    Discovery judged() {
        return judged;
    }

    public boolean isDiscovery() {
        return discovery;
    }

    public void setDiscovery(boolean discovery) {
        this.discovery = discovery;
    }

    public boolean isDiscoveryDirect() {
        return discoveryDirect;
    }

    public void setDiscoveryDirect(boolean discoveryDirect) {
        this.discoveryDirect = discoveryDirect;
    }

    public String getDiscoveryInterval() {
        return discoveryInterval;
    }

    public void setDiscoveryInterval(String discoveryInterval) {
        this.discoveryInterval = discoveryInterval;
    }

    public String getDiscoveryTimeout() {
        return discoveryTimeout;
    }

    public void setDiscoveryTimeout(String discoveryTimeout) {
        this.discoveryTimeout = discoveryTimeout;
    }

    public int getDiscoveryPackets() {
        return discoveryPackets;
    }

    public void setDiscoveryPackets(int discoveryPackets) {
        this.discoveryPackets = discoveryPackets;
    }

    public String getDiscoveryTarget() {
        return discoveryTarget;
    }

    public void setDiscoveryTarget(String discoveryTarget) {
        this.discoveryTarget = discoveryTarget;
    }

    public String getDiscoveryPorts() {
        return discoveryPorts;
    }

    public void setDiscoveryPorts(String discoveryPorts) {
        this.discoveryPorts = discoveryPorts;
    }

    public String getDiscoveryInterface() {
        return discoveryInterface;
    }

    public void setDiscoveryInterface(String discoveryInterface) {
        this.discoveryInterface = discoveryInterface;
    }

    public String getForgetAfter() {
        return forgetAfter;
    }

    public void setForgetAfter(String forgetAfter) {
        this.forgetAfter = forgetAfter;
    }

    public String getFamilies() {
        return families;
    }

    public void setFamilies(String families) {
        this.families = families;
    }
}
