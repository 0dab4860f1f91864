package io.github.homeexporter.host.command;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the programs are, and whether a file may be run: only what root alone can change. */
final class ProgramFiles {
    /** The setting that switches a program off. */
    private static final String NONE = "none";

    private static final Integer ROOT = 0;

    private final Map<Program, String> settings;

    /** @param settings absolute paths instead of the usual ones, {@code none} to switch one off; an empty one is no setting */
    ProgramFiles(Map<Program, String> settings) {
        this.settings = new EnumMap<>(Program.class);
        settings.forEach((program, path) -> {
            if (!path.isBlank()) {
                this.settings.put(program, path.strip());
            }
        });
    }

    boolean has(Program program) {
        return candidates(program).stream().anyMatch(ProgramFiles::exists);
    }

    /** @throws CommandRefusedException when there is none, or the one there is is not to be trusted */
    Path find(Program program) throws CommandRefusedException {
        List<String> candidates = candidates(program);
        if (candidates.isEmpty()) {
            throw new CommandRefusedException(program.label() + ": switched off by its setting");
        }
        for (String candidate : candidates) {
            if (exists(candidate) || settings.containsKey(program)) {
                check(program, candidate);
                return Path.of(candidate);
            }
        }
        throw new CommandRefusedException(
                program.label() + ": not installed; looked for it at " + String.join(", ", candidates));
    }

    private List<String> candidates(Program program) {
        String setting = settings.get(program);
        if (setting == null) {
            return program.paths();
        }
        return setting.equals(NONE) ? List.of() : List.of(setting);
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void check(Program program, String name) throws CommandRefusedException {
        String fault;
        try {
            Path path = Path.of(name);
            fault = path.isAbsolute() ? distrust(path) : "is not an absolute path";
        } catch (InvalidPathException | UnsupportedOperationException e) {
            fault = "is no path of a program here";
        } catch (IOException e) {
            fault = "cannot be looked at";
        }
        if (!fault.isEmpty()) {
            throw new CommandRefusedException(program.label() + " at " + name + ": " + fault);
        }
    }

    /** Why the file must not be run, empty when it may. A link counts with its own folder and with its target's. */
    private static String distrust(Path path) throws IOException {
        if (!Files.exists(path)) {
            return "is not there";
        }
        Path target = path.toRealPath();
        if (!Files.isRegularFile(target)) {
            return "is not a regular file";
        }
        if (!Files.isExecutable(target)) {
            return "is not executable for this user";
        }
        if (isOpenToOthers(target)) {
            return "must belong to root and be writable by root alone";
        }
        Path parent = path.getParent();
        for (Path start : List.of(target.getParent(), parent.toRealPath())) {
            for (Path folder = start; folder != null; folder = folder.getParent()) {
                if (isOpenToOthers(folder)) {
                    return "its folder " + folder + " must belong to root and be writable by root alone";
                }
            }
        }
        return "";
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        return !ROOT.equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                || permissions.stream().anyMatch(PosixFilePermissions.fromString("----w--w-")::contains);
    }
}
