package io.github.homeexporter.start;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --compare} and what belongs to it alone. */
public final class CompareOptions {
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
