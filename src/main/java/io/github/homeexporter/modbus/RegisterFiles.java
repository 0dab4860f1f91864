package io.github.homeexporter.modbus;

import io.github.homeexporter.formats.EditWatch;
import io.github.homeexporter.formats.EditedFile;
import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.modbus.registers.MappingYaml;
import io.github.homeexporter.modbus.registers.RegisterCsv;
import io.github.homeexporter.modbus.registers.RegisterMap;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds register files: below the working directory, or else in the jar. */
public final class RegisterFiles {
    private static final Pattern SHIFTED = Pattern.compile("(.+)@([+-]\\d{1,5})");

    private static final Pattern MENTIONED = Pattern.compile("[\\w.-]+[.](csv|ya?ml)\\b");

    private RegisterFiles() {}

    /**
     * @param names one or several separated by semicolons; {@code FILE@-1} moves all addresses of a file
     * @throws IllegalArgumentException with all that is wrong
     */
    public static Choice load(String names) {
        String text = names.contains(";") ? "" : text(names);
        if (!names.contains(";") && !isYaml(names) && Choice.isChoice(text)) {
            String folder = names.substring(0, names.lastIndexOf('/') + 1);
            return Choice.parse(names, text, files -> maps(folder, files));
        }
        return Choice.only(maps("", names));
    }

    /** Where the files of these names are looked for on disk, those included that a file which chooses mentions. */
    static Set<Path> files(String names) {
        Set<Path> files = new LinkedHashSet<>();
        for (String name : names.split(";")) {
            Path file = Path.of(name.strip().replaceFirst("@[+-]\\d+$", ""));
            files.add(file);
            try {
                Matcher mentioned = MENTIONED.matcher(Files.exists(file) ? text(file.toString()) : "");
                while (mentioned.find()) {
                    files.add(file.resolveSibling(mentioned.group()));
                }
            } catch (IllegalArgumentException e) {
                // whoever loads it says so
            }
        }
        return files;
    }

    private static RegisterMap maps(String folder, String names) {
        RegisterMap all = null;
        for (String name : names.split(";")) {
            Matcher shifted = SHIFTED.matcher(folder + name.strip());
            boolean moves = shifted.matches();
            RegisterMap map = map(moves ? shifted.group(1) : folder + name.strip());
            map = moves ? map.shifted(Integer.parseInt(shifted.group(2))) : map;
            all = all == null ? map : all.and(map);
        }
        List<String> doubles = names.contains(";") ? all.doubles() : List.of();
        if (!doubles.isEmpty()) {
            throw new RegisterFault(doubles);
        }
        return all;
    }

    private static RegisterMap map(String name) {
        return isYaml(name) ? MappingYaml.parse(name, text(name)) : RegisterCsv.parse(name, text(name));
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static String text(String name) {
        String plain = name.replaceFirst("@[+-]\\d+$", "");
        EditedFile file = EditedFile.find(plain);
        file.fault().ifPresent(fault -> {
            throw new IllegalArgumentException(plain + ": " + fault);
        });
        return file.table();
    }

    /**
     * The register files of one device while it is read: an edit counts when it has no faults. Looked at by name, so that a folder that is replaced, or made after the start, counts as well.
     */
    static final class RegisterWatch {
        private static final Logger LOG = LoggerFactory.getLogger(RegisterWatch.class);

        private final String device;
        private final String files;
        private final Supplier<Choice> reader;
        private final ConfigState state;
        /** Asked again of an edited file alone: which files one mentions is a search through all of it. */
        private Set<Path> paths;

        private final EditWatch watch;

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
            watch = EditWatch.of(this::version);
        }

        /** The registers, if they are others than at the last look. */
        Optional<Choice> changed() {
            if (!watch.hasSettledAnew()) {
                return Optional.empty();
            }
            paths = RegisterFiles.files(files);
            watch.begin();
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

        private String version() {
            StringBuilder all = new StringBuilder();
            paths.forEach(path -> all.append(OwnerFile.version(path)).append(path));
            return all.toString();
        }
    }
}
