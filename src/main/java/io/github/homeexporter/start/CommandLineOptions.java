package io.github.homeexporter.start;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. Everything else is a setting. */
@Command(
        name = "home-exporter",
        sortOptions = false,
        header = "Turns the devices in and around a home into Prometheus metrics.",
        description = {
            "Without options it runs with application.properties, routes/ and rules/ of the working directory, "
                    + "and with those it ships where these are missing.",
            ""
        })
public final class CommandLineOptions {
    @Option(
            names = "--check",
            description =
                    "Check settings, routes and rules; print all faults, one a line, and what will run; exit 0 or 1.")
    public boolean check;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "PATH",
            description =
                    "The config.yml of loxone-prometheus-exporter, or the config.yaml of pyprom-exporters, as those took"
                            + " it: the same as loxone.config or tapo.config.")
    public Path config;

    @Option(
            names = "--verbose",
            description =
                    "With --check: also the variables of the replaced exporters. With --compare: every difference.")
    public boolean verbose;

    @Option(names = "--once", description = "Read every device once, print the metrics; exit 1 if a device failed.")
    public boolean once;

    @Option(
            names = "--print-structure",
            description = "List what every Loxone Miniserver has, what of it would be exported and what not and why.")
    public boolean printStructure;

    @Option(
            names = "--mqtt-clear",
            description = "Take from the MQTT broker all that this program ever announced there; exit 0 or 1.")
    public boolean mqttClear;

    @Option(names = "--list-devices", description = "List the devices that --add knows.")
    public boolean listDevices;

    @Option(
            names = "--add",
            paramLabel = "NAME[=ADDRESS]",
            description = "Copy route, registers and setting lines of a device of the library into place.")
    public String add;

    @Option(
            names = "--discover",
            description = "Look for devices in this home and print what was found as lines for application.properties;"
                    + " exit 0, 1 or 2 when nothing answered.")
    public boolean discover;

    @Option(
            names = "--discover-seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "With --discover: how long to listen, 1 to 60 (default 5).")
    public int discoverSeconds;

    @Option(
            names = "--discover-interface",
            paramLabel = "NAME|ADDRESS",
            defaultValue = "",
            description = "With --discover: the only network interface to ask on.")
    public String discoverInterface;

    @Option(names = "--demo", description = "Run with simulated devices instead of the configured ones.")
    public boolean demo;

    @Option(
            names = "--test-rules",
            paramLabel = "FILE",
            description =
                    "Print which rule of FILE takes the reading given by --section, --name and --text, and the series.")
    public Path testRules;

    @Option(names = "--section", paramLabel = "S", defaultValue = "", description = "For --test-rules.")
    public String section;

    @Option(names = "--name", paramLabel = "N", defaultValue = "", description = "For --test-rules.")
    public String name;

    @Option(names = "--text", paramLabel = "T", defaultValue = "", description = "For --test-rules.")
    public String text;

    @Option(
            names = "--unit",
            paramLabel = "U",
            defaultValue = "",
            description = "For --test-rules: the unit, when the device names it apart.")
    public String unit;

    @Option(
            names = "--naming",
            paramLabel = "NAMING",
            defaultValue = "legacy",
            description = "For --test-rules: legacy, standard or both.")
    public String naming;

    @Option(
            names = "--convert-lux",
            paramLabel = "FILE",
            description = "Print the filters of a lux.yaml, lux.yml or lux.toml of luxtronik2-exporter as rules; "
                    + "exit 1 when one could not be converted.")
    public Path convertLux;

    @ArgGroup(exclusive = false)
    public CompareOptions compare;

    @Option(
            names = "--learn-language",
            description = "Read the menu of the controller at lux.address and print a block of words to fill in, "
                    + "for a language that the rules do not know yet.")
    public boolean learnLanguage;

    @Option(
            names = "--test-route",
            paramLabel = "FILE",
            description = "Run the routes of FILE on the answer given by --body and print the series; exit 0 or 1.")
    public Path testRoute;

    @Option(
            names = "--body",
            paramLabel = "SAMPLE",
            description = "For --test-route: what the device answers, or a file that holds it.")
    public String body;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Read every device once and write what a report of a fault needs, without secrets.")
    public Path report;

    @Option(
            names = "--record",
            paramLabel = "ROUTE",
            description = "With --report: what is said between the device of this route and the program.")
    public String record;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "With --record: for how long, as 30s or 5m (the default).")
    public String lasting;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Do with the recording of a report what --once does with the devices.")
    public Path replay;

    @Option(names = "--play", hidden = true, description = "What --replay starts, in a folder of its own.")
    public boolean play;

    @Option(
            names = "--health",
            description = "Ask the program that runs here with the same settings whether it is ready; exit 0 or 1.")
    public boolean health;

    @Option(
            names = "--warm-up",
            hidden = true,
            description = "Start with simulated devices on a free loopback port, answer one scrape, end: "
                    + "what the start script makes its class-data archive from.")
    public boolean warmUp;

    @Option(names = "--version", description = "Print version, commit and build date.")
    public boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this.")
    public boolean help;

    /** {@code --compare} and what belongs to it alone. */
    public static final class CompareOptions {
        @Option(
                names = "--compare",
                paramLabel = "URL",
                required = true,
                description =
                        "Read the page of metrics of another exporter and of this program at the same time, and print what"
                                + " would be missing here; exit 1 when something is, 2 when something cannot be read.")
        public String there;

        @Option(
                names = "--compare-with",
                paramLabel = "URL",
                description = "With --compare: this program's page, when it does not run here with these settings.")
        public String here;

        @Option(
                names = "--compare-seconds",
                paramLabel = "N",
                defaultValue = "60",
                description = "With --compare: within how many seconds both are read, 1 to 3600 (60).")
        public String seconds;

        @Option(
                names = "--compare-dashboard",
                paramLabel = "FILE",
                description = "With --compare: a dashboard of Grafana (JSON) that must find its series; several times.")
        public List<Path> dashboards = List.of();

        @Option(
                names = "--compare-rules",
                paramLabel = "FILE",
                description = "With --compare: rules of Prometheus (YAML) that must find their series; several times.")
        public List<Path> rules = List.of();

        @Option(
                names = "--compare-token",
                paramLabel = "FILE",
                description = "With --compare: a file with the bearer token that the other page asks for.")
        public Path thereToken;

        @Option(
                names = "--compare-with-token",
                paramLabel = "FILE",
                description = "With --compare-with: the same for that page.")
        public Path hereToken;

        @Option(
                names = "--compare-ca",
                paramLabel = "FILE",
                description = "With --compare: a PEM file with the authority of an https:// page.")
        public Path ca;

        @Option(names = "--compare-insecure", description = "With --compare: take any certificate of the pages.")
        public boolean insecure;
    }
}
