package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.EditWatch;
import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code entities.yaml} of the working directory while the program runs: an edit counts when it has been the same for two looks. */
final class EntitiesFile {
    private static final Logger LOG = LoggerFactory.getLogger(EntitiesFile.class);

    /** So long a device may take to be there. */
    private static final long PATIENCE_MILLIS = 60_000;

    private final Path file;
    private final ConfigState state;
    private final EditWatch watch;
    private volatile OwnEntities own = OwnEntities.NONE;
    private List<String> wrong = List.of();
    private List<String> unmet = List.of();
    private long since;

    EntitiesFile(Path file, ConfigState state) {
        this.file = file;
        this.state = state;
        this.watch = EditWatch.from("", () -> OwnerFile.version(file));
    }

    /** As at the last look. */
    OwnEntities now() {
        return own;
    }

    /** @param now in milliseconds, of any beginning; the owner's words, if they are others than at the last look */
    Optional<OwnEntities> changed(long now) {
        Optional<OwnEntities> other = look();
        if (other.isPresent()) {
            own = other.get();
            unmet = List.of();
            since = now;
        } else if (now - since > PATIENCE_MILLIS) {
            tellUnmet();
        }
        return other;
    }

    /** A pattern with a slip of the pen would else be silently of no use. */
    private void tellUnmet() {
        List<String> still = own.unmet();
        if (!still.equals(unmet)) {
            still.stream().filter(sentence -> !unmet.contains(sentence)).forEach(LOG::warn);
            unmet = still;
            state.found(
                    OwnEntities.FILE,
                    Stream.concat(wrong.stream(), still.stream()).toList());
        }
    }

    private Optional<OwnEntities> look() {
        if (!watch.hasSettledAnew()) {
            return Optional.empty();
        }
        if (!Files.exists(file)) {
            wrong = List.of();
            state.taken(OwnEntities.FILE);
            return Optional.of(OwnEntities.NONE);
        }
        try {
            OwnEntities read = OwnEntities.parse(OwnerFile.text(file));
            List<String> findings = read.faults().stream()
                    .map(fault -> fault.line() > 0
                            ? OwnEntities.FILE + ":" + fault.line() + ": " + fault.message()
                                    + "; that entry is left out, the others count"
                            : OwnEntities.FILE + ": " + fault.message())
                    .toList();
            findings.forEach(LOG::warn);
            wrong = findings;
            state.taken(OwnEntities.FILE);
            state.found(OwnEntities.FILE, findings);
            return Optional.of(read);
        } catch (IOException e) {
            String finding = OwnEntities.FILE + ": cannot be read: " + OwnerFile.why(e);
            LOG.warn("{}; what it said before counts", finding);
            state.refused(OwnEntities.FILE, List.of(finding));
            return Optional.empty();
        }
    }
}
