package io.github.homeexporter.modbus;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.sample.ConfigState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The register files of one device while it is read: an edit counts when it has been the same for two looks and has no
 * faults. Looked at by name, so that a folder that is replaced, or made after the start, counts as well.
 */
final class RegisterWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterWatch.class);

    private final String device;
    private final String files;
    private final Supplier<Choice> reader;
    private final ConfigState state;
    /** Asked again of an edited file alone: which files one mentions is a search through all of it. */
    private Set<Path> paths;

    private String known;
    private String seen;

    /**
     * @param files as the option registers has them
     * @param reader of what they say now; its IllegalArgumentException says what is wrong with them
     */
    RegisterWatch(String device, String files, Supplier<Choice> reader, ConfigState state) {
        this.device = device;
        this.files = files;
        this.reader = reader;
        this.state = state;
        paths = RegisterFiles.files(files);
        known = stamp();
        seen = known;
    }

    /** The registers, if they are others than at the last look. */
    Optional<Choice> changed() {
        String now = stamp();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(known)) {
            return Optional.empty();
        }
        paths = RegisterFiles.files(files);
        known = stamp();
        seen = known;
        try {
            Choice choice = reader.get();
            state.taken(files);
            LOG.info("{}: new registers from {}", device, files);
            return Optional.of(choice);
        } catch (IllegalArgumentException e) {
            state.refused(
                    files,
                    e.getMessage().lines().map(line -> files + ": " + line).toList());
            LOG.error("{}: {}; the registers from before go on", device, e.getMessage());
            return Optional.empty();
        }
    }

    private String stamp() {
        StringBuilder all = new StringBuilder();
        paths.forEach(path -> all.append(OwnerFile.version(path)).append(path));
        return all.toString();
    }
}
