package io.github.homeexporter.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Folders, programs and files to be written that settings name. One that is not there is a finding and no end: it may come
 * later, as a disk that is mounted does. Files that must be read are judged with the endpoint that reads them.
 */
public final class NamedPlaces {
    private static final Set<String> FOLDERS =
            Set.of("host.procfs", "host.sysfs", "host.rootfs", "host.smart-directory", "host.textfile-directory");
    private static final Set<String> PROGRAMS = Set.of("host.smartctl", "host.sensors-command", "host.zpool-command");
    private static final Set<String> WRITTEN =
            Set.of("prometheus.file", "tapo.energy-file", "loxone.token-file", "loxone.tls-pin-file");
    /** For a program: never run it. */
    private static final String NONE = "none";

    private NamedPlaces() {}

    public static void find(Settings settings, Path directory) {
        for (Setting setting : settings.all()) {
            String written = setting.value().strip();
            if (settings.isChanged(setting.key()) && !written.isEmpty()) {
                String lacks;
                try {
                    lacks = lacks(settings.shippedNameOf(setting.key()), directory.resolve(written), written);
                } catch (InvalidPathException e) {
                    lacks = "is no path: " + e.getReason();
                }
                if (!lacks.isEmpty()) {
                    settings.found(setting.key(), "\"" + written + "\": " + lacks);
                }
            }
        }
    }

    /** Empty where nothing is. */
    private static String lacks(String key, Path path, String written) {
        if (FOLDERS.contains(key) && !Files.isDirectory(path)) {
            return "there is no such folder; what is in it is read once it is there";
        }
        if (PROGRAMS.contains(key) && !written.equals(NONE) && path.isAbsolute() && !Files.isExecutable(path)) {
            return "there is no such program that this user may run";
        }
        Path folder = path.toAbsolutePath().getParent();
        if (WRITTEN.contains(key) && Files.isDirectory(path)) {
            return "is a folder; allowed: a file";
        }
        if (WRITTEN.contains(key) && !Files.isDirectory(folder)) {
            return "there is no folder " + folder + " to write it into";
        }
        if (WRITTEN.contains(key) && !Files.isWritable(folder)) {
            return "this user may not write into " + folder;
        }
        return "";
    }
}
