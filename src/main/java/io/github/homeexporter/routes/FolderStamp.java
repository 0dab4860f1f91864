package io.github.homeexporter.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what lies under a folder's name has changed; counts when it has been the same for two looks, so that half a copy is not read. */
final class FolderStamp {
    private final Path folder;
    private String known;
    private String seen;

    /** What lies there now is known. */
    FolderStamp(Path folder) {
        this.folder = folder;
        this.known = now();
        this.seen = known;
    }

    boolean hasSettledAnew() {
        String now = now();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(known)) {
            return false;
        }
        known = now;
        return true;
    }

    private String now() {
        if (!Files.isDirectory(folder)) {
            return "no folder";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(FolderStamp::of).collect(Collectors.joining("\n", "folder\n", ""));
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }

    private static String of(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return file.getFileName() + " " + a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
        } catch (IOException e) {
            return file.getFileName() + " " + e;
        }
    }
}
