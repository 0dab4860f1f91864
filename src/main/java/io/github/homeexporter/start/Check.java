package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.luxtronik.BinaryTables;
import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.routes.RouteFiles;
import io.github.homeexporter.routes.RouteFolder;
import io.github.homeexporter.routes.RouteTrial;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;

/** {@code --check}: parses everything, opens nothing, and says all that is wrong at once. */
public final class Check {

    private Check() {}

    /** @return 0, or 1 if anything is wrong */
    public static int run(
            Settings settings, Path directory, Map<String, String> environment, boolean verbose, PrintStream out)
            throws Exception {
        List<Finding> findings = new ArrayList<>(SettingsCheck.besideRoutes(settings, directory));
        Set<String> routeKeys;
        List<Finding> switchedOff;
        String plan;
        CamelContext context = new DefaultCamelContext();
        try {
            Settings.variablesLast(context);
            context.getRegistry().bind("settings", settings);
            context.getPropertiesComponent().setInitialProperties(settings.asProperties());
            RouteFolder folder = new RouteFolder(
                    context, directory, settings, file -> true, key -> environment.containsKey(Aliases.variable(key)));
            List<Resource> files = folder.files();
            findings.addAll(folder.ignored());
            switchedOff = folder.switchedOff();
            routeKeys = RouteFiles.keysIn(files);
            RouteTrial trial = RouteTrial.of(context, files);
            findings.addAll(trial.findings());
            trial.offFindings().stream().filter(f -> !findings.contains(f)).forEach(findings::add);
            plan = plan(trial);
        } finally {
            context.stop();
        }
        findings.addAll(0, SettingsCheck.unknown(settings, routeKeys, environment));
        findings.addAll(0, settings.findings());
        List<Finding> ofRoutes = List.copyOf(findings);
        // a route that cannot run for its rules says what is wrong with them
        rules(directory).stream()
                .filter(fault ->
                        ofRoutes.stream().noneMatch(told -> told.sentence().endsWith(fault.toString())))
                .forEach(findings::add);
        findings.addAll(entities(directory));
        tables(directory).stream().filter(f -> !findings.contains(f)).forEach(findings::add);
        findings.forEach(out::println);
        // meant so, as a rule: said, and no fault
        switchedOff.forEach(out::println);
        if (verbose) {
            aliases(environment, out);
        }
        Aliases.IDLE.stream()
                .filter(idle -> environment.containsKey(idle.variable()))
                .forEach(idle -> out.println(idle.variable() + " has no effect: " + idle.why()));
        out.println((findings.isEmpty() ? "ok" : findings.size() == 1 ? "1 fault" : findings.size() + " faults") + ": "
                + plan);
        return findings.isEmpty() ? 0 : 1;
    }

    /** What will run and what will not, so that a device whose address was forgotten is missed here. */
    private static String plan(RouteTrial trial) {
        String runs = String.join(", ", trial.runs());
        List<String> off = new ArrayList<>();
        trial.off().forEach((id, reason) -> off.add(id + ": " + reason));
        return trial.runs().size() + " routes run" + (runs.isEmpty() ? "" : " (" + runs + ")")
                + (off.isEmpty() ? "" : "; " + off.size() + " are off (" + String.join("; ", off) + ")");
    }

    /** The rules files that ship and those that lie in the working directory; the latter win under the same name. */
    private static List<Finding> rules(Path directory) {
        Set<String> names = new TreeSet<>(RulesFile.SHIPPED);
        // one that cannot be read is named as such already
        RouteFiles.list(directory.resolve("rules")).stream()
                .map(file -> "rules/" + file.getFileName())
                .filter(name -> name.endsWith(".yaml"))
                .forEach(names::add);
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            Path own = directory.resolve(name);
            if (OwnerFile.insteadOfFile(own).isPresent()) {
                continue; // named already
            }
            RulesFile.load(Files.exists(own) ? own.toString() : name, ZoneId.systemDefault())
                    .faults()
                    .forEach(fault -> findings.add(Finding.of(name, fault)));
        }
        return findings;
    }

    /** The tables that no route names, since a device has them by itself. */
    private static List<Finding> tables(Path directory) {
        return BinaryTables.faults(directory).stream()
                .map(fault -> fault.split(": ", 2))
                .map(parts -> new Finding(parts[0], parts[1]))
                .toList();
    }

    /** The owner's words for Home Assistant. */
    private static List<Finding> entities(Path directory) {
        Path file = directory.resolve(OwnEntities.FILE);
        try {
            return Files.isRegularFile(file)
                    ? OwnEntities.parse(OwnerFile.text(file)).faults().stream()
                            .map(fault -> Finding.of(OwnEntities.FILE, fault))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of(new Finding(OwnEntities.FILE, "cannot be read: " + OwnerFile.why(e)));
        }
    }

    private static void aliases(Map<String, String> environment, PrintStream out) {
        out.println("variables of the replaced exporters:");
        for (Aliases.Alias alias : Aliases.ALL) {
            out.printf(
                    "  %-28s -> %-20s %s%s%n",
                    alias.variable(),
                    alias.key(),
                    alias.of() + (alias.note().isEmpty() ? "" : ", " + alias.note()),
                    environment.containsKey(alias.variable()) ? " (set)" : "");
        }
    }
}
