package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.ConfigState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code entities.yaml} of the working directory while the program runs: an edit counts when it has been the same for two looks. */
final class EntitiesFile {
    private static final Logger LOG = LoggerFactory.getLogger(EntitiesFile.class);
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;
    private final ConfigState state;
    private String known = "none";
    private String seen;

    EntitiesFile(Path file, ConfigState state) {
        this.file = file;
        this.state = state;
    }

    /** The owner's words, if they are others than at the last look. */
    Optional<OwnEntities> changed() {
        String now = stamp();
        // what lies there at the start counts at once
        boolean settled = seen == null || now.equals(seen);
        seen = now;
        if (!settled || now.equals(known)) {
            return Optional.empty();
        }
        known = now;
        if (now.equals("none")) {
            state.taken(OwnEntities.FILE);
            return Optional.of(OwnEntities.NONE);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("it is larger than 1 MiB");
            }
            OwnEntities own = OwnEntities.parse(OwnerFile.text(file));
            List<String> findings = own.faults().stream()
                    .map(fault ->
                            OwnEntities.FILE + (fault.line() > 0 ? ":" + fault.line() : "") + ": " + fault.message())
                    .toList();
            findings.forEach(finding -> LOG.warn("{}; that entry is left out, the others count", finding));
            state.taken(OwnEntities.FILE);
            state.found(OwnEntities.FILE, findings);
            return Optional.of(own);
        } catch (IOException e) {
            String finding = OwnEntities.FILE + ": cannot be read: " + OwnerFile.why(e);
            LOG.warn("{}; what it said before counts", finding);
            state.refused(OwnEntities.FILE, List.of(finding));
            return Optional.empty();
        }
    }

    private String stamp() {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }
}
