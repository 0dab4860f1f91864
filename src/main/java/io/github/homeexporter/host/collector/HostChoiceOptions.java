package io.github.homeexporter.host.collector;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.homeexporter.poll.Bounds;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which disks, interfaces, chips, mounts and units are worth a series. */
@UriParams
public class HostChoiceOptions {
    /** ZFS volumes are the disks of virtual machines: hundreds of them on some hosts. */
    private static final String DISKS = "(z?ram|loop|fd)[0-9]+,zd[0-9]+.*,(h|s|v|xv)d[a-z]+[0-9]+,"
            + "(nvme[0-9]+n[0-9]+|mmcblk[0-9]+|md[0-9]+|nbd[0-9]+|rbd[0-9]+|pmem[0-9]+)p[0-9]+";

    /** A comma inside braces or brackets is the pattern's own: {@code sd[a-z]{1,2}}. */
    private static final java.util.regex.Pattern BETWEEN =
            java.util.regex.Pattern.compile(",(?![^{}]*\\}|[^\\[\\]]*\\])");

    private static final String UNITS = ".*[.]service,.*[.]mount,.*[.]socket,.*[.]timer";

    private static final String NO_UNITS =
            ".*[.]automount,.*[.]device,.*[.]scope,.*[.]slice,dev-.*[.]mount,sys-.*[.]mount,proc-.*[.]mount,run-.*[.]mount";

    private static final String INTERFACES =
            "veth.*,docker.*,br-.*,virbr.*,tap.*,fwbr.*,fwpr.*,fwln.*,cali.*,cni.*,flannel.*";
    /** node_exporter's defaults, and the files Docker mounts into every container. */
    private static final String POINTS =
            "^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)"
                    + "|^/etc/(hosts|hostname|resolv\\.conf)$";

    /** node_exporter's defaults, and FUSE file systems that hold no data of their own. */
    private static final String TYPES =
            "^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs"
                    + "|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs|erofs|sysfs"
                    + "|tracefs|fuse\\.lxcfs|fuse\\.gvfsd-fuse|fuse\\.portal)$";

    /** Comma list of regular expressions; only interfaces that match one as a whole are taken. Empty for all. */
    @UriParam(label = "choice")
    private String networkInclude = "";

    /** Comma list of regular expressions; interfaces that match one as a whole are left out, before networkInclude is asked. */
    @UriParam(label = "choice", defaultValue = INTERFACES)
    private String networkExclude = INTERFACES;

    /** Comma list of regular expressions; only disks that match one as a whole are taken. Empty for all. */
    @UriParam(label = "choice")
    private String diskInclude = "";

    /** Comma list of regular expressions; disks that match one as a whole are left out, before diskInclude is asked. The usual leaves out RAM disks, loops, floppies, ZFS volumes and partitions, which their disk contains. */
    @UriParam(label = "choice", defaultValue = DISKS)
    private String diskExclude = DISKS;

    /** Comma list of regular expressions; only sensor chips whose label chip matches one as a whole are taken. Empty for all. */
    @UriParam(label = "choice")
    private String chipInclude = "";

    /** Comma list of regular expressions; sensor chips whose label chip matches one as a whole are left out, before chipInclude is asked. */
    @UriParam(label = "choice")
    private String chipExclude = "";

    /** Comma list of regular expressions; only systemd units that match one as a whole are taken. Empty for all. */
    @UriParam(label = "choice", defaultValue = UNITS)
    private String unitInclude = UNITS;

    /** Comma list of regular expressions; systemd units that match one as a whole are left out, before unitInclude is asked. */
    @UriParam(label = "choice", defaultValue = NO_UNITS)
    private String unitExclude = NO_UNITS;

    /** Regular expression of mount points; only those in which it is found are taken. Empty for all. */
    @UriParam(label = "choice")
    private String mountPointsInclude = "";

    /** Regular expression of mount points to leave out; empty for the usual, which leaves out what holds no data of its own. */
    @UriParam(label = "choice")
    private String mountPointsExclude = POINTS;

    /** Regular expression of file system types to leave out; in a container an overlay at / stays. Empty for the usual, which leaves out what holds no data of its own. */
    @UriParam(label = "choice")
    private String fsTypesExclude = TYPES;

    private Choice interfaces;
    private Choice disks;
    private Choice chips;
    private Choice units;
    private Pattern pointsWanted;
    private Pattern points;
    private Pattern types;

    /** Names that match one of {@code included}, or all when it is empty, and none of {@code excluded}. */
    private record Choice(List<Pattern> included, List<Pattern> excluded) {
        boolean takes(String name) {
            return excluded.stream().noneMatch(p -> p.matches(name))
                    && (included.isEmpty() || included.stream().anyMatch(p -> p.matches(name)));
        }
    }

    void judge(Bounds bounds) {
        interfaces = choice(bounds, "networkInclude", networkInclude, "networkExclude", networkExclude);
        disks = choice(bounds, "diskInclude", diskInclude, "diskExclude", diskExclude);
        chips = choice(bounds, "chipInclude", chipInclude, "chipExclude", chipExclude);
        units = choice(bounds, "unitInclude", unitInclude, "unitExclude", unitExclude);
        pointsWanted = bounds.parsed("mountPointsInclude", () -> pattern(mountPointsInclude));
        points = bounds.parsed("mountPointsExclude", () -> pattern(mountPointsExclude));
        types = bounds.parsed("fsTypesExclude", () -> pattern(fsTypesExclude));
    }

    private static Choice choice(Bounds bounds, String include, String included, String exclude, String excluded) {
        return new Choice(
                bounds.parsed(include, () -> patterns(included)), bounds.parsed(exclude, () -> patterns(excluded)));
    }

    private static List<Pattern> patterns(String list) {
        List<Pattern> patterns = new ArrayList<>();
        for (String part : BETWEEN.split(list)) {
            if (!part.isBlank()) {
                patterns.add(pattern(part.strip()));
            }
        }
        return List.copyOf(patterns);
    }

    /** An empty one matches nothing. */
    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text.isEmpty() ? "[^\\s\\S]" : text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a regular expression: " + e.getDescription(), e);
        }
    }

    boolean isInterfaceWanted(String device) {
        return interfaces.takes(device);
    }

    boolean isDiskWanted(String device) {
        return disks.takes(device);
    }

    boolean isChipWanted(String chip) {
        return chips.takes(chip);
    }

    boolean isUnitWanted(String unit) {
        return units.takes(unit);
    }

    boolean isPointWanted(String point) {
        return !points.matcher(point).find()
                && (mountPointsInclude.isEmpty() || pointsWanted.matcher(point).find());
    }

    boolean isTypeWanted(String type) {
        return !types.matcher(type).find();
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

    public String getDiskInclude() {
        return diskInclude;
    }

    public void setDiskInclude(String diskInclude) {
        this.diskInclude = diskInclude;
    }

    public String getDiskExclude() {
        return diskExclude;
    }

    public void setDiskExclude(String diskExclude) {
        this.diskExclude = diskExclude;
    }

    public String getChipInclude() {
        return chipInclude;
    }

    public void setChipInclude(String chipInclude) {
        this.chipInclude = chipInclude;
    }

    public String getChipExclude() {
        return chipExclude;
    }

    public void setChipExclude(String chipExclude) {
        this.chipExclude = chipExclude;
    }

    public String getUnitInclude() {
        return unitInclude;
    }

    public void setUnitInclude(String unitInclude) {
        this.unitInclude = unitInclude;
    }

    public String getUnitExclude() {
        return unitExclude;
    }

    public void setUnitExclude(String unitExclude) {
        this.unitExclude = unitExclude;
    }

    public String getMountPointsInclude() {
        return mountPointsInclude;
    }

    public void setMountPointsInclude(String mountPointsInclude) {
        this.mountPointsInclude = mountPointsInclude;
    }

    public String getMountPointsExclude() {
        return mountPointsExclude;
    }

    public void setMountPointsExclude(String mountPointsExclude) {
        // a setting that is there but empty means the usual
        this.mountPointsExclude = mountPointsExclude.isBlank() ? POINTS : mountPointsExclude;
    }

    public String getFsTypesExclude() {
        return fsTypesExclude;
    }

    public void setFsTypesExclude(String fsTypesExclude) {
        // a setting that is there but empty means the usual
        this.fsTypesExclude = fsTypesExclude.isBlank() ? TYPES : fsTypesExclude;
    }
}
