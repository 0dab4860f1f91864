package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.log.LogSetup;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.replaced.OldOptions;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.words.NearestWord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line and hands over to what it asks for. */
public final class Launch {
    private static final Map<String, String> OF_ANOTHER = new TreeMap<>(Map.of(
            "--record", "--report",
            "--for", "--record",
            "--body", "--test-route",
            "--section", "--test-rules",
            "--name", "--test-rules",
            "--text", "--test-rules",
            "--unit", "--test-rules",
            "--naming", "--test-rules",
            "--discover-seconds", "--discover",
            "--discover-interface", "--discover"));
    private static final List<String> TO_DO = List.of(
            ("--check --once --print-structure --mqtt-clear --list-devices --add --discover --test-rules --convert-lux"
                            + " --compare --learn-language --test-route --report --replay --health")
                    .split(" "));

    private static final List<String> WITH_DEMO = List.of("--check", "--once", "--discover");

    private final CommandLineOptions options;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    private Launch(CommandLineOptions options, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.options = options;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** @return the exit status */
    public static int run(String[] args) throws Exception {
        // what is printed is UTF-8 as /metrics is, and what was given is read as such, in every locale
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        CommandLineOptions options = new CommandLineOptions();
        if (args.length > 0) {
            CommandLine commandLine = new CommandLine(options);
            Set<String> known = commandLine.getCommandSpec().optionsMap().keySet();
            List<String> shortened = Stream.of(args)
                    .map(argument -> argument.replaceFirst("=.*", ""))
                    .filter(name -> name.matches("-[a-z-]{2,}") && known.contains("-" + name))
                    .map(name -> name + " is no option; did you mean -" + name + "? see --help")
                    .toList();
            if (!shortened.isEmpty()) {
                shortened.forEach(err::println);
                return 1;
            }
            try {
                List<String> apart = apart(commandLine.parseArgs(ProcessText.arguments(args)));
                if (!apart.isEmpty() && !options.help) {
                    apart.forEach(err::println);
                    return 1;
                }
            } catch (ParameterException e) {
                wrongUsage(e, List.of(args)).forEach(err::println);
                return 1;
            }
            if (options.help) {
                commandLine.usage(out);
                return 0;
            }
        }
        Map<String, String> environment = new HashMap<>(ProcessText.environment(System.getenv()));
        if (options.config != null) {
            Optional<String> unread = OldOptions.unread(options.config);
            if (unread.isPresent()) {
                err.println(unread.get());
                return 1;
            }
            environment.put(OldOptions.variableOf(options.config), options.config.toString());
        }
        try {
            return new Launch(options, environment, out, err).run(Path.of(""));
        } catch (IOException e) {
            // whatever was asked for: a folder that may not be written to, a disk that is full
            String file = e instanceof FileSystemException at && at.getFile() != null ? at.getFile() + ": " : "";
            err.println(file + OwnerFile.why(e));
            return 1;
        }
    }

    /** Options that are nothing without another, and things to do of which only one can be done. */
    static List<String> apart(ParseResult given) {
        List<String> faults = new ArrayList<>();
        OF_ANOTHER.forEach((option, other) -> {
            if (given.hasMatchedOption(option) && !given.hasMatchedOption(other)) {
                faults.add(option + " belongs to " + other + "; see --help");
            }
        });
        List<String> toDo = TO_DO.stream().filter(given::hasMatchedOption).toList();
        if (toDo.size() > 1) {
            faults.add(String.join(", ", toDo) + ": one at a time; see --help");
        } else if (given.hasMatchedOption("--demo") && !WITH_DEMO.containsAll(toDo)) {
            faults.add("--demo goes with " + String.join(", ", WITH_DEMO) + " only, not with " + toDo.get(0)
                    + "; see --help");
        }
        return faults;
    }

    /** What was an option of a replaced exporter is answered with what to set; the values that people gave are not repeated. */
    private static List<String> wrongUsage(ParameterException e, List<String> args) {
        Set<String> taken = e.getCommandLine().getCommandSpec().optionsMap().keySet();
        List<String> answers = new ArrayList<>(OldOptions.answers(args, taken));
        if (answers.isEmpty() && e instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().stream()
                    .map(argument -> "\"" + argument.replaceFirst("=.*", "") + "\" is no option"
                            + NearestWord.of(argument, List.copyOf(taken))
                                    .map(name -> "; did you mean " + name + "?")
                                    .orElse("")
                            + "; see --help")
                    .toList();
        }
        if (answers.isEmpty()) {
            return List.of(e.getMessage().replace("is not an int", "is no whole number") + "; see --help");
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            unmatched.getUnmatched().stream()
                    .map(argument -> argument.replaceFirst("=.*", ""))
                    .filter(name -> name.startsWith("-")
                            && OldOptions.answers(List.of(name), taken).isEmpty())
                    .forEach(name -> answers.add(name + " is no option; see --help"));
        }
        return answers;
    }

    private int run(Path directory) throws Exception {
        if (options.verbose && !options.check && options.compare == null) {
            err.println(
                    "--verbose belongs to --check and --compare; as an option of luxtronik2-exporter: set lux.verbose"
                            + " (LUX_VERBOSE)");
        }
        if (options.version) {
            out.println(BuildInfo.read());
            return 0;
        }
        if (options.listDevices) {
            return DeviceLibrary.list(out);
        }
        if (options.add != null) {
            // without levels Camel would tell all that it does
            LogSetup.apply(SettingsLoader.load(directory, environment), true);
            return DeviceLibrary.add(options.add, directory, out, err);
        }
        if (options.replay != null) {
            return Replay.run(options.replay, err);
        }
        if (options.discover) {
            return Discover.run(options, directory, environment, out, err);
        }
        // --check opens nothing, not even simulated devices
        if (options.warmUp || (options.demo && !options.check)) {
            return Demo.run(options, environment);
        }
        Settings settings = SettingsLoader.load(directory, environment);
        if (options.testRules != null) {
            return RuleCommands.test(options, settings, out, err);
        }
        if (options.convertLux != null) {
            return RuleCommands.convert(options.convertLux, out, err);
        }
        if (options.health) {
            return Serving.probe(settings, directory, err);
        }
        if (options.compare != null) {
            return Compare.run(options.compare, settings, directory, options.verbose, out, err);
        }
        boolean printing = options.once || options.play || options.report != null || options.testRoute != null;
        if (options.check) {
            LogSetup.toConsole(settings, false);
            return Check.run(settings, directory, environment, options.verbose, out);
        }
        LogSetup.apply(settings, printing || options.printStructure || options.learnLanguage);
        if (options.learnLanguage) {
            return RuleCommands.learn(settings, out, err);
        }
        if (options.printStructure) {
            return Once.printStructure(settings, directory, out, err);
        }
        if (options.mqttClear) {
            return MqttClearing.run(settings, out, err);
        }
        if (options.play) {
            return Replay.play(settings, directory, out, err);
        }
        if (options.report != null) {
            return Report.run(settings, directory, options.report, options.record, options.lasting, out, err);
        }
        if (options.testRoute != null) {
            if (options.body == null) {
                err.println("--test-route needs --body: what the device answers, or a file that holds it");
                return 1;
            }
            return Once.testRoute(settings, options.testRoute, options.body, out, err);
        }
        if (options.once) {
            return Once.run(settings, directory, out, err);
        }
        return Serving.run(settings, directory, SettingsLoader.again(directory, environment));
    }
}
