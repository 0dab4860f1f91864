package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.collector.MountChoice;
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
 * Read memory, CPU, disks, network, processes and temperatures of the host or the container.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "host",
        title = "Host",
        syntax = "host:place",
        consumerOnly = true,
        remote = false,
        category = {Category.MONITORING})
public class HostEndpoint extends DefaultEndpoint {
    static final String KIND = "host";

    private static final String DEFAULT_NETWORK_EXCLUDE =
            "veth.*,docker.*,br-.*,virbr.*,tap.*,fwbr.*,fwpr.*,fwln.*,cali.*,cni.*,flannel.*";

    @UriPath(description = "Any word, usually local: it is always the host the program runs on")
    @Metadata(required = true)
    private String place;

    /** Name of the device in home_exporter_device_* and in the log. Any other than host is put on every series as the label host, so that two can be told apart. */
    @UriParam(defaultValue = "host")
    private String name = "host";

    /** How often a reading is taken, as 30s, 5m or bare seconds; 1s to 1h. The first is taken at once. */
    @UriParam(defaultValue = "15s")
    private String interval = "15s";

    /** Names of the replaced exporter (LEGACY), of node_exporter (STANDARD), or both; where both use one name with other labels, BOTH has node_exporter's. */
    @UriParam(defaultValue = "BOTH")
    private Naming naming = Naming.BOTH;

    /** Comma list of memory, cpu, load, pressure, process, diskstats, network, guests, hwmon, thermal, lm_sensors, filesystem, zfs_kstat, zpool, smart; also disk for filesystem and diskstats, sensors for hwmon, thermal and lm_sensors, zfs for zfs_kstat and zpool. Empty for all. */
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

    /** Comma list of regular expressions; only interfaces that match one as a whole are taken. Empty for all. */
    @UriParam
    private String networkInclude = "";

    /** Comma list of regular expressions; interfaces that match one as a whole are left out, before networkInclude is asked. */
    @UriParam(defaultValue = "veth.*,docker.*,br-.*,virbr.*,tap.*,fwbr.*,fwpr.*,fwln.*,cali.*,cni.*,flannel.*")
    private String networkExclude = DEFAULT_NETWORK_EXCLUDE;

    /** Regular expression of mount points to leave out; empty for the usual, which leaves out what holds no data of its own. */
    @UriParam
    private String mountPointsExclude = MountChoice.POINTS;

    /** Regular expression of file system types to leave out; in a container an overlay at / stays. Empty for the usual, which leaves out what holds no data of its own. */
    @UriParam
    private String fsTypesExclude = MountChoice.TYPES;

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

    /** Value of the label instance on the replaced exporter's names. Empty for host:container or host. */
    @UriParam
    private String instance = "";

    @UriParam
    private HostCommandOptions commandOptions = new HostCommandOptions();

    public HostEndpoint(String uri, HostComponent component, String place) {
        super(uri, component);
        this.place = place;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        HostConsumer consumer = new HostConsumer(this, processor, HostOptions.of(this));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("host: gives readings; it takes none. Use it in from:");
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

    public String getNetworkInclude() {
        return networkInclude;
    }

    public void setNetworkInclude(String networkInclude) {
        this.networkInclude = networkInclude;
    }

    public String getNetworkExclude() {
        return networkExclude;
    }

    public void setNetworkExclude(String networkExclude) {
        this.networkExclude = networkExclude;
    }

    public String getMountPointsExclude() {
        return mountPointsExclude;
    }

    public void setMountPointsExclude(String mountPointsExclude) {
        // a setting that is there but empty means the usual
        this.mountPointsExclude = mountPointsExclude.isBlank() ? MountChoice.POINTS : mountPointsExclude;
    }

    public String getFsTypesExclude() {
        return fsTypesExclude;
    }

    public void setFsTypesExclude(String fsTypesExclude) {
        // a setting that is there but empty means the usual
        this.fsTypesExclude = fsTypesExclude.isBlank() ? MountChoice.TYPES : fsTypesExclude;
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

    public HostCommandOptions getCommandOptions() {
        return commandOptions;
    }

    public void setCommandOptions(HostCommandOptions commandOptions) {
        this.commandOptions = commandOptions;
    }
}
