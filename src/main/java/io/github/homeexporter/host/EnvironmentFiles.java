package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.EvidenceFiles;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.environment.Detection;
import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.environment.Forced;
import java.util.Map;

/** What the program runs in, for a part of the host that is a route of its own. */
public final class EnvironmentFiles {
    private final HostFiles files;

    /** @param procfs where it is mounted; likewise the others */
    public EnvironmentFiles(String procfs, String sysfs, String rootfs) {
        files = new HostFiles(procfs, sysfs, rootfs);
    }

    /** @param variables the process's environment */
    public Environment find(Forced forced, Map<String, String> variables) {
        return forced.over(Detection.detect(EvidenceFiles.gather(files, variables)));
    }

    /** The kernel's, empty when it cannot be read. */
    public String hostName() {
        return files.text(files.proc("sys/kernel/hostname"));
    }
}
