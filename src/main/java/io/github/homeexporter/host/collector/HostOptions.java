package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.environment.Environment.Forced;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import java.time.Duration;
import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What is read of the host and how. */
@UriParams
public class HostOptions {
    /** Name of the device in home_exporter_device_* and in the log. Any other than host is put on every series as the label host, so that two can be told apart. */
    @UriParam(defaultValue = "host")
    private String name = "host";

    /** How often a reading is taken, as 30s, 5m or bare seconds; 1s to 1h. The first is taken at once. */
    @UriParam(defaultValue = "15s")
    private String interval = "15s";

    /** Names of the replaced exporter (LEGACY), of node_exporter (STANDARD), or both; where both use one name with other labels, BOTH has node_exporter's. */
    @UriParam(defaultValue = "BOTH")
    private Naming naming = Naming.BOTH;

    /** Comma list of collectors: those of the table in docs/host.md, and disk for filesystem and diskstats, sensors for hwmon, thermal and lm_sensors, zfs for zfs_kstat and zpool. A name after + or - is added to the usual ones or taken from them. Empty for the usual ones: all but systemd. */
    @UriParam
    private String collectors = "";

    /** Where the proc file system is mounted. */
    @UriParam(defaultValue = "/proc")
    private String procfs = "/proc";

    /** Where the sys file system is mounted. */
    @UriParam(defaultValue = "/sys")
    private String sysfs = "/sys";

    /** Where the root of the host is mounted: mount points are looked for below it. */
    @UriParam(defaultValue = "/")
    private String rootfs = "/";

    /** What the program runs in, instead of finding it out: auto, kubernetes, docker, lxc, proxmox_host, vm, bare_metal, unknown, container, host. */
    @UriParam(defaultValue = "auto")
    private String environment = "auto";

    /** Whether to look at every process for its state; off for hosts with very many. */
    @UriParam(defaultValue = "true")
    private boolean processScan = true;

    /** Whether a directory mounted at several places is shown at each of them. */
    @UriParam(defaultValue = "false")
    private boolean showBinds = false;

    /** How long the file systems may take to answer, at most a third of the interval. One that does not is skipped until it does, and has node_filesystem_device_error 1. */
    @UriParam(defaultValue = "5s")
    private String statTimeout = "5s";

    /** Value of the label host_name. Empty for the kernel's host name. */
    @UriParam
    private String hostName = "";

    /** Value of the label container_id, in a container. Empty for the one found out. */
    @UriParam
    private String containerId = "";

    /** Value of the label instance on the replaced exporter's names. Empty for host:container, host-NAME or proxmox-NAME. */
    @UriParam
    private String instance = "";

    private HostChoiceOptions choice;
    private HostCommandOptions commands;
    private List<String> chosen;
    private Forced forced;
    private Duration judgedInterval;
    private Duration judgedStatTimeout;

    /**
     * @param choice what is worth a series, judged too
     * @param commands what concerns SMART and the programs that may be run, judged too
     */
    public void judge(Bounds bounds, HostChoiceOptions choice, HostCommandOptions commands) {
        this.choice = choice;
        this.commands = commands;
        judgedInterval = bounds.duration("interval", interval, Duration.ofSeconds(1), Duration.ofHours(1));
        judgedStatTimeout = bounds.duration("statTimeout", statTimeout, Duration.ofMillis(1), Duration.ofHours(1));
        chosen = bounds.parsed("collectors", () -> Catalogue.select(collectors));
        forced = bounds.parsed("environment", () -> Forced.parse(environment));
        choice.judge(bounds);
        commands.judge(bounds);
    }

    /** All mounts together get this long; never more than a third of the interval, so that cycles do not run into each other. */
    Duration statDeadline() {
        Duration third = judgedInterval.dividedBy(3);
        return judgedStatTimeout.compareTo(third) < 0 ? judgedStatTimeout : third;
    }

    /** All collectors together get this long. */
    public Duration cycleDeadline() {
        return statDeadline().multipliedBy(2);
    }

    public Duration interval() {
        return judgedInterval;
    }

    /** Names, in the catalogue's order. */
    public List<String> collectors() {
        return chosen;
    }

    public Forced environment() {
        return forced;
    }

    HostChoiceOptions choice() {
        return choice;
    }

    public HostCommandOptions commands() {
        return commands;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public Naming getNaming() {
        return naming;
    }

    public void setNaming(Naming naming) {
        this.naming = naming;
    }

    public String getCollectors() {
        return collectors;
    }

    public void setCollectors(String collectors) {
        this.collectors = collectors;
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

    public String getEnvironment() {
        return environment;
    }

    public void setEnvironment(String environment) {
        this.environment = environment;
    }

    public boolean isProcessScan() {
        return processScan;
    }

    public void setProcessScan(boolean processScan) {
        this.processScan = processScan;
    }

    public boolean isShowBinds() {
        return showBinds;
    }

    public void setShowBinds(boolean showBinds) {
        this.showBinds = showBinds;
    }

    public String getStatTimeout() {
        return statTimeout;
    }

    public void setStatTimeout(String statTimeout) {
        this.statTimeout = statTimeout;
    }

    public String getHostName() {
        return hostName;
    }

    public void setHostName(String hostName) {
        this.hostName = hostName;
    }

    public String getContainerId() {
        return containerId;
    }

    public void setContainerId(String containerId) {
        this.containerId = containerId;
    }

    public String getInstance() {
        return instance;
    }

    public void setInstance(String instance) {
        this.instance = instance;
    }
}
