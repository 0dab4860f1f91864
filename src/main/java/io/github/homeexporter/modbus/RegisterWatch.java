package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.routes.ConfigState;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The register files of one device while it is read: an edit counts when it has been the same for two looks and has no
 * faults. Looked at by name, so that a folder that is replaced, or made after the start, counts as well.
 */
final class RegisterWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterWatch.class);

    private final ModbusEndpoint endpoint;
    private final ConfigState state;
    private String known;
    private String seen;

    RegisterWatch(ModbusEndpoint endpoint) {
        this.endpoint = endpoint;
        this.state = new ConfigState(SamplesComponent.store(endpoint.getCamelContext()));
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
        known = now;
        String file = endpoint.getRegisters();
        try {
            Choice choice = endpoint.reread();
            state.taken(file);
            LOG.info("{}: new registers from {}", endpoint.getName(), file);
            return Optional.of(choice);
        } catch (IllegalArgumentException e) {
            List<Finding> findings =
                    e.getMessage().lines().map(line -> new Finding(file, line)).toList();
            state.refused(file, findings);
            LOG.error("{}: {}; the registers from before go on", endpoint.getName(), e.getMessage());
            return Optional.empty();
        }
    }

    private String stamp() {
        StringBuilder all = new StringBuilder();
        for (Path file : RegisterFiles.files(endpoint.getRegisters())) {
            try {
                BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                all.append(a.lastModifiedTime()).append(a.size()).append(a.fileKey());
            } catch (IOException e) {
                all.append("none");
            }
            all.append(file);
        }
        return all.toString();
    }
}
