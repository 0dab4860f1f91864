package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.environment.Environment.Forced;
import io.github.homeexporter.host.proxmox.ProxmoxApi.PveAddress;
import io.github.homeexporter.host.proxmox.ProxmoxApi.PveToken;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Where Proxmox is and how it is read. */
@UriParams
public class ProxmoxOptions {
    private static final String NODE_CA = "etc/pve/pve-root-ca.pem";

    /** Name of the device in home_exporter_device_* and in the log. Any other than proxmox is put on every series as the label device, so that two clusters can be told apart. */
    @UriParam(defaultValue = "proxmox")
    private String name = "proxmox";

    /** Address of the API: https://host:8006, host, host:port; local or empty for this machine, which must be a Proxmox host then. One node of a cluster speaks for all. */
    @UriParam
    private String url = "";

    /** API token, user@realm!id=secret. */
    @UriParam(label = "security", secret = true)
    private String token = "";

    /** VERIFY believes a certificate that a trusted CA signed for the host in the address; INSECURE any. */
    @UriParam(label = "security", defaultValue = "VERIFY")
    private PveTls tls = PveTls.VERIFY;

    /** SHA-256 fingerprint of the certificate, 64 hex digits with or without colons: only this one is accepted. */
    @UriParam(label = "security")
    private String tlsPin = "";

    /** PEM file with an own CA; only what it signed is believed. Empty: those the JVM trusts and, where it can be read, /etc/pve/pve-root-ca.pem. */
    @UriParam(label = "security")
    private String tlsCa = "";

    /** How often a reading is taken, as 30s, 5m or bare seconds; 1s to 1h. The first is taken at once. */
    @UriParam(defaultValue = "60s")
    private String interval = "60s";

    /** How long all questions of a reading together may take, at most the interval. */
    @UriParam(defaultValue = "20s")
    private String timeout = "20s";

    /** Names of the replaced exporter (LEGACY), of prometheus-pve-exporter (STANDARD), or both. */
    @UriParam(defaultValue = "BOTH")
    private Naming naming = Naming.BOTH;

    /** Whether to run pvesh, or pct and qm when that fails, when there is no token. Needs root on a Proxmox host. */
    @UriParam(defaultValue = "false")
    private boolean commands;

    /** Value of the label instance on the replaced exporter's names. Empty for the name of the node. */
    @UriParam
    private String instance = "";

    /** What the program runs in, as for host; url=local wants proxmox_host. */
    @UriParam(defaultValue = "auto")
    private String environment = "auto";

    /** Where the proc file system is mounted. */
    @UriParam(defaultValue = "/proc")
    private String procfs = "/proc";

    /** Where the sys file system is mounted. */
    @UriParam(defaultValue = "/sys")
    private String sysfs = "/sys";

    /** Where the root of the host is mounted; /etc/pve is looked for below it. */
    @UriParam(defaultValue = "/")
    private String rootfs = "/";

    private PveAddress address;
    private PveToken judgedToken;
    private String pin;
    private Path ca;
    private Forced forced;
    private Duration judgedInterval;
    private Duration judgedTimeout;

    void judge(Bounds bounds) {
        address = bounds.parsed("url", () -> PveAddress.parse(url));
        if (!token.isBlank()) {
            judgedToken = bounds.parsed("token", () -> PveToken.parse(token));
        } else if (!commands) {
            bounds.fault(
                    "token",
                    ": is not set; make one with pveum (docs/proxmox.md) and set host.proxmox-token,"
                            + " or set host.proxmox-commands=true on a Proxmox host");
        }
        if (PinnedTrust.isPin(tlsPin)) {
            pin = PinnedTrust.pin("tlsPin", tlsPin);
        } else {
            bounds.refuse("tlsPin", tlsPin, PinnedTrust.PIN_ALLOWED);
        }
        ca = bounds.file("tlsCa", tlsCa);
        judgedInterval = bounds.duration("interval", interval, Duration.ofSeconds(1), Duration.ofHours(1));
        judgedTimeout = bounds.duration("timeout", timeout, Duration.ofMillis(100), Duration.ofHours(1));
        forced = bounds.parsed("environment", () -> Forced.parse(environment));
    }

    /** The CA that a Proxmox host made for its cluster; others read it only when root lets them. */
    Path nodeCa() {
        return Path.of(rootfs, NODE_CA);
    }

    PveAddress address() {
        return address;
    }

    /** Empty when commands are to be run. */
    Optional<PveToken> token() {
        return Optional.ofNullable(judgedToken);
    }

    /** 64 lower case hex digits, empty for none. */
    String tlsPin() {
        return pin;
    }

    /** PEM file, null for the usual. */
    Path tlsCa() {
        return ca;
    }

    Duration interval() {
        return judgedInterval;
    }

    /** For all questions of a reading, at most the interval. */
    Duration timeout() {
        return judgedTimeout.compareTo(judgedInterval) < 0 ? judgedTimeout : judgedInterval;
    }

    /** Empty for the node's name. */
    String instance() {
        return instance.strip();
    }

    Forced environment() {
        return forced;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public PveTls getTls() {
        return tls;
    }

    public void setTls(PveTls tls) {
        this.tls = tls;
    }

    public String getTlsPin() {
        return tlsPin;
    }

    public void setTlsPin(String tlsPin) {
        this.tlsPin = tlsPin;
    }

    public String getTlsCa() {
        return tlsCa;
    }

    public void setTlsCa(String tlsCa) {
        this.tlsCa = tlsCa;
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

    public boolean isCommands() {
        return commands;
    }

    public void setCommands(boolean commands) {
        this.commands = commands;
    }

    public String getInstance() {
        return instance;
    }

    public void setInstance(String instance) {
        this.instance = instance;
    }

    public String getEnvironment() {
        return environment;
    }

    public void setEnvironment(String environment) {
        this.environment = environment;
    }

    public String getProcfs() {
        return procfs;
    }

    public void setProcfs(String procfs) {
        this.procfs = procfs;
    }

    public String getSysfs() {
        return sysfs;
    }

    public void setSysfs(String sysfs) {
        this.sysfs = sysfs;
    }

    public String getRootfs() {
        return rootfs;
    }

    public void setRootfs(String rootfs) {
        this.rootfs = rootfs;
    }

    /** Which certificate of the API is believed. */
    public enum PveTls {
        /** One that a trusted CA signed for the host in the address. */
        VERIFY,
        /** Any. */
        INSECURE
    }
}
