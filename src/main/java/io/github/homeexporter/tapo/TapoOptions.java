package io.github.homeexporter.tapo;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.tapo.plug.DeviceCredentials;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.plug.PlugLegacyNames;
import io.github.homeexporter.tapo.wire.Credentials;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which plugs there are and how they are read. */
@UriParams
public class TapoOptions {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Name of the route's own device in home_exporter_device_* and in the log; the plugs have their own. Any other than tapo is put on tapo_discovered_devices as the label device. */
    @UriParam(defaultValue = "tapo")
    private String name = "tapo";

    /** Addresses of plugs, host or host:port, separated by commas or blanks: for plugs that discovery does not reach. */
    @UriParam
    private String plugDevices = "";

    /** E-mail address of the TP-Link account, in upper and lower case as in the app. Kasa plugs with old firmware need none. */
    @UriParam(label = "security", secret = true)
    private String username = "";

    /** Password of the TP-Link account. */
    @UriParam(label = "security", secret = true)
    private String password = "";

    /** Plugs of other accounts, a line each: address or MAC address, user name, password, separated by blanks. */
    @UriParam(label = "security", secret = true)
    private String deviceCredentials = "";

    /** How often each plug is read, as 30s, 5m or bare seconds; 1s to 1h. */
    @UriParam(defaultValue = "15s")
    private String interval = "15s";

    /** How long a plug may take for one answer; at most a third of the interval. */
    @UriParam(defaultValue = "5s")
    private String timeout = "5s";

    /** Names of the replaced exporter (LEGACY), by the book (STANDARD), or both. Values that the replaced exporter did not have bear the standard name. */
    @UriParam(defaultValue = "LEGACY")
    private Naming naming = Naming.LEGACY;

    /** Other names for metrics of the replaced exporter, separated by commas: current_voltage=volts, current_rssi=signal{ip name}. */
    @UriParam
    private String legacyNames = "";

    /** Whether to look for plugs by UDP. Off means that no datagram is sent. */
    @UriParam(defaultValue = "true")
    private boolean discovery = true;

    /** How often to look for plugs, as 30s, 5m or bare seconds; at least 1s. */
    @UriParam(defaultValue = "10m")
    private String discoveryInterval = "10m";

    /** How long to wait for answers, as 5s or bare seconds; 100ms to 1m. */
    @UriParam(defaultValue = "5s")
    private String discoveryTimeout = "5s";

    /** How often the question is repeated within that time, 1 to 20. */
    @UriParam(defaultValue = "3")
    private int discoveryPackets = 3;

    /** Address the question is sent to: a broadcast address. */
    @UriParam(defaultValue = "255.255.255.255")
    private String discoveryTarget = "255.255.255.255";

    /** UDP ports the question is sent to, separated by commas. */
    @UriParam(defaultValue = "20002,20004,9999")
    private String discoveryPorts = "20002,20004,9999";

    /** Network interface, or its address, that the question leaves by. Empty for the system's choice. */
    @UriParam
    private String discoveryInterface = "";

    private List<PlugAddress> plugs;
    private DeviceCredentials accounts;
    private Duration judgedInterval;
    private Duration judgedTimeout;
    private PlugLegacyNames judgedNames;
    private Discovery search;

    /** How plugs are looked for; {@code on} false means that nothing is sent. */
    record Discovery(
            boolean on,
            Duration interval,
            Duration timeout,
            int packets,
            String target,
            List<Integer> ports,
            String networkInterface) {}

    void judge(Bounds bounds) {
        plugs = bounds.parsed("plugDevices", () -> list(plugDevices, PlugAddress::parse));
        accounts = bounds.parsed(
                "deviceCredentials",
                () -> DeviceCredentials.parse(new Credentials(username, password), deviceCredentials));
        judgedInterval = bounds.duration("interval", interval, SHORTEST, Duration.ofHours(1));
        judgedTimeout = bounds.duration("timeout", timeout, SHORTEST_WAIT, LONGEST_WAIT);
        judgedNames = bounds.parsed("legacyNames", () -> PlugLegacyNames.parse(legacyNames));
        search = new Discovery(
                discovery,
                bounds.duration("discoveryInterval", discoveryInterval, SHORTEST, Duration.ofDays(1)),
                bounds.duration("discoveryTimeout", discoveryTimeout, SHORTEST_WAIT, LONGEST_WAIT),
                bounds.number("discoveryPackets", discoveryPackets, 1, 20),
                target(bounds),
                bounds.parsed("discoveryPorts", () -> list(discoveryPorts, TapoOptions::port)),
                discoveryInterface.strip());
    }

    private String target(Bounds bounds) {
        String target = discoveryTarget.strip();
        if (!target.matches("[A-Za-z0-9.:-]+")) {
            bounds.refuse("discoveryTarget", discoveryTarget, "a broadcast address, as 192.168.1.255");
        }
        return target;
    }

    private static <T> List<T> list(String text, Function<String, T> parser) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isBlank())
                .map(parser)
                .distinct()
                .toList();
    }

    private static Integer port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("\"" + text + "\" is not a port; allowed: 1 to 65535");
        }
        return Integer.valueOf(text);
    }

    String name() {
        return name;
    }

    List<PlugAddress> plugs() {
        return plugs;
    }

    DeviceCredentials accounts() {
        return accounts;
    }

    Duration interval() {
        return judgedInterval;
    }

    /** For one answer, at most a third of the interval. */
    Duration timeout() {
        Duration third = judgedInterval.dividedBy(3);
        return judgedTimeout.compareTo(third) < 0 ? judgedTimeout : third;
    }

    Naming naming() {
        return naming;
    }

    PlugLegacyNames legacyNames() {
        return judgedNames;
    }

    Discovery discovery() {
        return search;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPlugDevices() {
        return plugDevices;
    }

    public void setPlugDevices(String plugDevices) {
        this.plugDevices = plugDevices;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getDeviceCredentials() {
        return deviceCredentials;
    }

    public void setDeviceCredentials(String deviceCredentials) {
        this.deviceCredentials = deviceCredentials;
    }

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String timeout) {
        this.timeout = timeout;
    }

    public Naming getNaming() {
        return naming;
    }

    public void setNaming(Naming naming) {
        this.naming = naming;
    }

    public String getLegacyNames() {
        return legacyNames;
    }

    public void setLegacyNames(String legacyNames) {
        this.legacyNames = legacyNames;
    }

    public boolean isDiscovery() {
        return discovery;
    }

    public void setDiscovery(boolean discovery) {
        this.discovery = discovery;
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
}
