package io.github.homeexporter.tapo;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.plug.PlugSamples.PlugLegacyNames;
import io.github.homeexporter.tapo.plug.Setup.DeviceCredentials;
import io.github.homeexporter.tapo.wire.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** File (0600) that keeps the lifetime counters made of the energy of the day, for plugs without one; empty: none are made. */
    @UriParam
    private String energyFile = "";

    private List<PlugAddress> plugs;
    private DeviceCredentials accounts;
    private Duration judgedInterval;
    private Duration judgedTimeout;
    private PlugLegacyNames judgedNames;
    private Path judgedEnergyFile;

    void judge(Bounds bounds) {
        plugs = bounds.parsed("plugDevices", () -> unlike(parts(plugDevices, PlugAddress::parse)));
        accounts = bounds.parsed(
                "deviceCredentials",
                () -> DeviceCredentials.parse(new Credentials(username, password), deviceCredentials));
        judgedInterval = bounds.duration("interval", interval, SHORTEST, Duration.ofHours(1));
        judgedTimeout = bounds.duration("timeout", timeout, SHORTEST_WAIT, LONGEST_WAIT);
        judgedNames = bounds.parsed("legacyNames", () -> PlugLegacyNames.parse(legacyNames));
        judgedEnergyFile = bounds.path("energyFile", energyFile);
    }

    /** With the usual port and without it is one place. */
    private static List<PlugAddress> unlike(List<PlugAddress> all) {
        Map<String, PlugAddress> unlike = new LinkedHashMap<>();
        all.forEach(at -> unlike.putIfAbsent(at.toString().toLowerCase(Locale.ROOT), at));
        return List.copyOf(unlike.values());
    }

    /** Separated by commas or blanks. */
    static <T> List<T> parts(String text, Function<String, T> parser) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isBlank())
                .map(parser)
                .distinct()
                .toList();
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

    PlugLegacyNames legacyNames() {
        return judgedNames;
    }

    /** Null for none. */
    Path energyFile() {
        return judgedEnergyFile;
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

    public String getEnergyFile() {
        return energyFile;
    }

    public void setEnergyFile(String energyFile) {
        this.energyFile = energyFile;
    }
}
