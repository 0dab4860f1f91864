package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.EditWatch;
import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.formats.OwnerFile;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of one file as they are now. A changed file is compiled first and taken over only when it is faultless. */
final class LiveRules {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);

    private final String name;
    private final ZoneId zone;
    private final Consumer<List<FileFault>> report;
    private volatile RuleSet current;
    private final EditWatch watch;
    private List<FileFault> faults;
    private boolean told;

    /**
     * @param report told after every load of the faults of the file as it is now; none when it is in force
     * @throws RulesFault when neither the file on disk nor the one in the jar can be used
     */
    LiveRules(String name, ZoneId zone, Consumer<List<FileFault>> report) {
        this.name = name;
        Path path = Path.of(name);
        this.zone = zone;
        this.report = report;
        watch = EditWatch.of(() -> OwnerFile.version(path));
        RulesFile file = RulesFile.load(name, zone);
        faults = file.faults();
        current = faults.isEmpty() ? file.rules() : instead(file);
    }

    RuleSet current() {
        return current;
    }

    /** Says what the last load gave, now that somebody runs by it: who only tries it out says himself what is wrong. */
    synchronized void report() {
        report.accept(faults);
        if (!told && !faults.isEmpty()) {
            tell(faults);
            LOG.error("{}: cannot be used; the rules of that name from the jar are in force until it is mended", name);
        }
        told = true;
    }

    /**
     * Looks at the file.
     *
     * @return whether it is being changed, and to be looked at again soon
     */
    synchronized boolean look() {
        if (watch.hasSettledAnew()) {
            reload();
        }
        return watch.isUnsettled();
    }

    private void reload() {
        RulesFile file = RulesFile.load(name, zone);
        faults = file.faults();
        if (faults.isEmpty()) {
            current = file.rules();
            LOG.info("{}: new rules from {}", name, file.origin());
        } else {
            tell(faults);
            told = true;
            LOG.error("{}: the rules from before go on", name);
        }
        report.accept(faults);
    }

    private RuleSet instead(RulesFile broken) {
        RulesFile shipped = RulesFile.shipped(name, zone);
        if (!shipped.faults().isEmpty() || broken.origin().isEmpty()) {
            throw new RulesFault(broken.faults());
        }
        return shipped.rules();
    }

    /** Rules that cannot be used. */
    static final class RulesFault extends IllegalArgumentException {
        private final transient List<FileFault> faults;

        RulesFault(List<FileFault> faults) {
            super(faults.stream().map(FileFault::toString).collect(Collectors.joining("; ")));
            this.faults = List.copyOf(faults);
        }

        List<FileFault> faults() {
            return faults;
        }
    }

    private static void tell(List<FileFault> faults) {
        faults.forEach(fault -> LOG.error("{}", fault));
    }
}
