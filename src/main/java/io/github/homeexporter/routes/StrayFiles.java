package io.github.homeexporter.routes;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.words.NearestWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What lies in {@code rules/}, {@code registers/} and beside them, and is not read: for its name, for what it is, or since no route names it. */
final class StrayFiles {
    private static final Map<String, Pattern> FOLDERS =
            Map.of("rules", Pattern.compile(".*[.]yaml"), "registers", Pattern.compile(".*[.](csv|ya?ml)"));
    private static final Map<String, String> ENDINGS = Map.of("rules", ".yaml", "registers", ".csv or .yaml");
    private static final Pattern HIDDEN = Pattern.compile(".*[.](yaml|csv)[.]txt");
    /** What editors and people leave lying about on purpose. */
    private static final Pattern ASIDE =
            Pattern.compile("(?i)[.].*|.*(~|[.](bak|old|orig|off|disabled|tmp|swp|swx|md|txt))|README.*");

    /** What an editor keeps beside a file while it is open, and the last version behind it. */
    private static final Pattern EDITED = Pattern.compile("[.].*[.]sw[a-z]|[.]#.*|#.*#|.*~|\\d{4}|[.]goutputstream-.*");

    static final String ENTITIES = "entities.yaml";
    private static final Pattern NEARLY_ENTITIES = Pattern.compile("(?i)(entities|entity)[.]ya?ml([.]txt)?");

    private StrayFiles() {}

    /** What lies in {@code routes/} and is not read, for its name or because it is a folder. */
    static List<Finding> routes(Path directory) {
        List<Finding> findings = new ArrayList<>();
        Path folder = directory.resolve(RouteFiles.FOLDER);
        if (isNoFolder(folder)) {
            findings.add(
                    new Finding(RouteFiles.FOLDER, "is no folder; routes are files that end in .camel.yaml in it"));
        }
        if (Files.isDirectory(folder) && !Files.isReadable(folder)) {
            findings.add(new Finding(
                    RouteFiles.FOLDER + "/",
                    "cannot be read: no right to it; until it can, what ships runs, or what ran before"));
        }
        for (Path file : RouteFiles.list(folder)) {
            String name = file.getFileName().toString();
            String where = RouteFiles.FOLDER + "/" + name;
            if (Files.isDirectory(file)) {
                if (name.endsWith(".yaml") || hasRoutes(file)) {
                    findings.add(new Finding(
                            where, "is a folder, and nothing in it is read; routes are files that end in .camel.yaml"));
                }
            } else if (name.endsWith(".yaml") && Files.exists(file) && !Files.isRegularFile(file)) {
                findings.add(new Finding(where, "is no file, but a pipe or a device, and is not read"));
            } else if (!RouteFiles.isRouteFile(file)
                    && !EDITED.matcher(name).matches()
                    && (name.contains(".yaml") || !ASIDE.matcher(name).matches())) {
                findings.add(new Finding(where, "is not read for its name; the files that are end in .camel.yaml"));
            }
        }
        return findings;
    }

    /** A file, or a link into nothing. */
    private static boolean isNoFolder(Path folder) {
        return !Files.isDirectory(folder) && (Files.exists(folder) || Files.isSymbolicLink(folder));
    }

    /** A folder of routes within that of the routes; other folders may lie there, as those of a version control. */
    private static boolean hasRoutes(Path folder) {
        return !folder.getFileName().toString().startsWith(".")
                && RouteFiles.list(folder).stream()
                        .anyMatch(file -> file.toString().endsWith(RouteFiles.SUFFIX));
    }

    /** Whether people or editors leave files of that name lying about on purpose. */
    private static boolean isAside(String name) {
        return ASIDE.matcher(name).matches() || EDITED.matcher(name).matches();
    }

    static List<Finding> beside(Path directory) {
        List<Finding> findings = new ArrayList<>();
        FOLDERS.keySet().stream().sorted().forEach(name -> folder(directory.resolve(name), name, findings));
        for (Path file : RouteFiles.list(directory.toAbsolutePath())) {
            String name = file.getFileName().toString();
            if (name.equals(ENTITIES)) {
                OwnerFile.insteadOfFile(file).ifPresent(is -> findings.add(new Finding(name, "cannot be read: " + is)));
            } else if (NEARLY_ENTITIES.matcher(name).matches()) {
                findings.add(new Finding(name, "is not read for its name; the file is " + ENTITIES));
            }
        }
        return findings;
    }

    private static void folder(Path folder, String name, List<Finding> findings) {
        if (isNoFolder(folder)) {
            findings.add(new Finding(name, "is no folder; such files lie in a folder of that name"));
        } else if (Files.isDirectory(folder) && !Files.isReadable(folder)) {
            findings.add(new Finding(name + "/", "cannot be read: no right to it; what ships is used instead"));
        }
        for (Path file : RouteFiles.list(folder)) {
            String own = file.getFileName().toString();
            String where = name + "/" + own;
            if (FOLDERS.get(name).matcher(own).matches()) {
                OwnerFile.insteadOfFile(file)
                        .ifPresent(is -> findings.add(new Finding(where, "cannot be read: " + is)));
            } else if (!Files.isDirectory(file)
                    // what an editor on Windows puts behind a name and does not show
                    && (HIDDEN.matcher(own).matches() || !isAside(own))) {
                findings.add(
                        new Finding(where, "is not read for its name; the files that are end in " + ENDINGS.get(name)));
            }
        }
    }

    /**
     * Files of {@code rules/} and {@code registers/} that are not shipped under that name and that nothing names.
     *
     * @param naming all texts that may name one: of the routes in force and those that ship, and the settings
     */
    static List<Finding> unused(Path directory, String naming) {
        List<Finding> findings = new ArrayList<>();
        Map<Path, String> files = new LinkedHashMap<>();
        for (String folder : FOLDERS.keySet().stream().sorted().toList()) {
            for (Path file : RouteFiles.list(directory.resolve(folder))) {
                String name = folder + "/" + file.getFileName();
                if (FOLDERS.get(folder).matcher(name).matches()
                        && Files.isRegularFile(file)
                        && StrayFiles.class.getResource("/" + name) == null) {
                    files.put(file, name);
                }
            }
        }
        String texts = files.isEmpty() ? "" : naming + registers(directory);
        files.forEach((file, name) -> {
            if (!texts.contains(file.getFileName().toString())) {
                findings.add(new Finding(
                        name,
                        "no route uses it; one that does says "
                                + (name.startsWith("rules/")
                                        ? "mutate:" + name + nearest(name)
                                        : "registers: \"" + name + "\" in its modbus:")));
            }
        });
        return findings;
    }

    private static String nearest(String name) {
        return NearestWord.of(name, RulesFile.SHIPPED)
                .map(shipped -> ", and one to take the place of " + shipped + " has that name")
                .orElse("");
    }

    /** One that chooses names others. */
    private static String registers(Path directory) {
        StringBuilder text = new StringBuilder();
        for (Path file : RouteFiles.list(directory.resolve("registers"))) {
            try {
                text.append(Files.isRegularFile(file) ? OwnerFile.text(file) : "");
            } catch (IOException e) {
                text.append('\n'); // whoever reads it says so
            }
        }
        return text.toString();
    }

    /** Another number when something in these folders came, went, was renamed or written, or a link of theirs leads somewhere by now. */
    static long stamp(Path directory) {
        long sum = directory.toFile().lastModified();
        sum = 31 * sum + directory.resolve(ENTITIES).toFile().lastModified();
        for (String folder : FOLDERS.keySet()) {
            sum = 31 * sum + RouteFolder.stamp(directory.resolve(folder));
        }
        return sum;
    }
}
