package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.report.SmartTarget;
import io.github.homeexporter.poll.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What concerns SMART and the programs that may be run. */
@UriParams
public class HostCommandOptions {
    static final String DEFAULT_SMART_DIRECTORY = "/run/home-exporter/smart";
    static final String NONE = "none";

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Directory of files NAME.json that smartctl --json wrote, one a disk. When there are any, smartctl is not run. */
    @UriParam(label = "command", defaultValue = DEFAULT_SMART_DIRECTORY)
    private String smartDirectory = DEFAULT_SMART_DIRECTORY;

    /** Absolute path of smartctl; none never to run it; empty for the usual place, if the program is root or has CAP_SYS_RAWIO. */
    @UriParam(label = "command")
    private String smartctl = "";

    /** How often smartctl is run, as 10m or bare seconds; 1m to 1d. */
    @UriParam(label = "command", defaultValue = "600s")
    private String smartInterval = "600s";

    /** Disks to ask smartctl for, as /dev/sda or /dev/bus/0:megaraid,3, separated by commas or blanks. Empty for what smartctl finds. */
    @UriParam(label = "command")
    private String smartDevices = "";

    /** Absolute path of sensors, which is run where /sys/class/hwmon has nothing; none never to run it; empty for the usual place. */
    @UriParam(label = "command")
    private String sensorsCommand = "";

    /** Absolute path of zpool, which is run where there is ZFS; none never to run it; empty for the usual place. */
    @UriParam(label = "command")
    private String zpoolCommand = "";

    /** Directory of files NAME.prom in Prometheus's text format that others write, shown with the rest. Empty for none. */
    @UriParam(label = "command")
    private String textfileDirectory = "";

    private Duration judgedInterval;
    private List<SmartTarget> disks;
    private Map<Program, String> programs;

    void judge(Bounds bounds) {
        judgedInterval = bounds.duration("smartInterval", smartInterval, SHORTEST, LONGEST);
        disks = bounds.parsed("smartDevices", () -> SmartTarget.list(smartDevices));
        programs = Map.of(
                Program.SMARTCTL, path(bounds, "smartctl", smartctl),
                Program.SENSORS, path(bounds, "sensorsCommand", sensorsCommand),
                Program.ZPOOL, path(bounds, "zpoolCommand", zpoolCommand));
    }

    private static String path(Bounds bounds, String option, String text) {
        String path = text.strip();
        if (!path.isEmpty() && !path.equals(NONE) && !path.startsWith("/")) {
            bounds.refuse(option, text, "an absolute path, none, or empty for the usual place");
        }
        return path;
    }

    String smartDirectory() {
        return smartDirectory.strip();
    }

    String textfileDirectory() {
        String directory = textfileDirectory.strip();
        return directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    }

    /** Whether smartctl is to be run whatever the process may do. */
    boolean smartctlWanted() {
        return !smartctl.isBlank() && !smartctl.strip().equals(NONE);
    }

    Duration smartInterval() {
        return judgedInterval;
    }

    /** Empty for what smartctl finds. */
    List<SmartTarget> smartDevices() {
        return disks;
    }

    public Map<Program, String> programs() {
        return programs;
    }

    public String getSmartDirectory() {
        return smartDirectory;
    }

    public void setSmartDirectory(String smartDirectory) {
        this.smartDirectory = smartDirectory;
    }

    public String getSmartctl() {
        return smartctl;
    }

    public void setSmartctl(String smartctl) {
        this.smartctl = smartctl;
    }

    public String getSmartInterval() {
        return smartInterval;
    }

    public void setSmartInterval(String smartInterval) {
        this.smartInterval = smartInterval;
    }

    public String getSmartDevices() {
        return smartDevices;
    }

    public void setSmartDevices(String smartDevices) {
        this.smartDevices = smartDevices;
    }

    public String getSensorsCommand() {
        return sensorsCommand;
    }

    public void setSensorsCommand(String sensorsCommand) {
        this.sensorsCommand = sensorsCommand;
    }

    public String getZpoolCommand() {
        return zpoolCommand;
    }

    public void setZpoolCommand(String zpoolCommand) {
        this.zpoolCommand = zpoolCommand;
    }

    public String getTextfileDirectory() {
        return textfileDirectory;
    }

    public void setTextfileDirectory(String textfileDirectory) {
        this.textfileDirectory = textfileDirectory;
    }
}
