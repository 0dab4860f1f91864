package io.github.homeexporter;

import io.github.homeexporter.log.LogSetup;
import io.github.homeexporter.settings.BuildInfo;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.Check;
import io.github.homeexporter.start.CommandLineOptions;
import io.github.homeexporter.start.Demo;
import io.github.homeexporter.start.Once;
import io.github.homeexporter.start.PrintStructure;
import io.github.homeexporter.start.Probe;
import io.github.homeexporter.start.Serving;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.TestRules;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Starts the program: reads the command line and hands over. */
public final class HomeExporter {
    private HomeExporter() {}

    public static void main(String[] args) throws Exception {
        CommandLineOptions options = new CommandLineOptions();
        if (args.length > 0) {
            CommandLine commandLine = new CommandLine(options);
            try {
                commandLine.parseArgs(args);
            } catch (ParameterException e) {
                System.err.println(e.getMessage() + "; see --help");
                System.exit(1);
            }
            if (options.help) {
                commandLine.usage(System.out);
                return;
            }
        }
        System.exit(run(options, Path.of(""), System.getenv()));
    }

    private static int run(CommandLineOptions options, Path directory, Map<String, String> environment)
            throws Exception {
        if (options.version) {
            System.out.println(BuildInfo.read());
            return 0;
        }
        if (options.testRules != null) {
            return TestRules.run(options, System.out, System.err);
        }
        if (options.demo || options.warmUp) {
            return Demo.run(options, environment);
        }
        Settings settings = SettingsLoader.load(directory, environment);
        if (options.health) {
            return Probe.run(settings, System.err);
        }
        LogSetup.apply(settings, options.once || options.printStructure);
        if (options.check) {
            return Check.run(settings, directory, environment, System.out);
        }
        if (options.printStructure) {
            return PrintStructure.run(settings, directory, System.out, System.err);
        }
        if (options.once) {
            return Once.run(settings, directory, System.out, System.err);
        }
        return Serving.run(settings, directory);
    }
}
