package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.sample.Naming;
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

    public ProxmoxEndpoint(String uri, ProxmoxComponent component, String place) {
        super(uri, component);
        this.place = place;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ProxmoxConsumer consumer = new ProxmoxConsumer(this, processor, ProxmoxOptions.of(this));
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
}
