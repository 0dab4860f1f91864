package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.EditedFile;
import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.mutate.RuleSet.SeriesDraft;
import io.github.homeexporter.mutate.Style.StyleParser;
import io.github.homeexporter.sample.Reading;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A rules file, read and compiled, with everything that is wrong with it.
 *
 * @param origin where it was found: a path, {@code the jar}, or empty when it was not
 * @param rules null when there are faults
 * @param faults everything that is wrong with it, by line; empty when it can be used
 */
public record RulesFile(String name, String origin, RuleSet rules, List<FileFault> faults) {
    /** Those in the jar. */
    public static final List<String> SHIPPED = List.of("rules/luxtronik.yaml", "rules/isg-web.yaml");

    static final Set<String> KEYS = Set.of("words", "items", "names", "ratios", "rules");

    /**
     * Reads the file below the working directory, or when there is none the one that the jar carries under that name.
     *
     * @param name as in {@code mutate:rules/luxtronik.yaml}
     * @param zone of the times that devices write
     */
    public static RulesFile load(String name, ZoneId zone) {
        return of(name, EditedFile.find(name), zone);
    }

    /** Whether the rules make one series of what a device, a kind of its own, says: with this number and in this unit. */
    public boolean gives(Reading reading, double number, String unit) {
        Subject subject = rules.subject(reading.device(), reading.device(), reading.section(), reading.name());
        List<SeriesDraft> drafts = rules.apply(subject, reading).drafts();
        return drafts.size() == 1
                && drafts.get(0).number() == number
                && drafts.get(0).shape().unit().equals(unit);
    }

    static RulesFile onDisk(String name, Path path, ZoneId zone) {
        return of(name, EditedFile.onDisk(path), zone);
    }

    static RulesFile shipped(String name, ZoneId zone) {
        return of(name, EditedFile.shipped(name), zone);
    }

    private static RulesFile of(String name, EditedFile file, ZoneId zone) {
        return file.fault()
                .map(fault -> new RulesFile(name, file.origin(), null, List.of(new FileFault(name, 0, "", fault))))
                .orElseGet(() -> compile(name, file.origin(), file.text(), zone));
    }

    /** Compiles the text of a rules file. */
    static RulesFile compile(String name, String origin, String yaml, ZoneId zone) {
        Faults faults = new Faults(name);
        Optional<Node> root = Fields.root(yaml, faults);
        if (root.isEmpty()) {
            return new RulesFile(name, origin, null, faults.list());
        }
        if (!(root.get() instanceof MappingNode)) {
            faults.add(
                    root.get(),
                    "",
                    "must be a mapping (key: value); allowed: " + String.join(", ", new TreeSet<>(KEYS)));
            return new RulesFile(name, origin, null, faults.list());
        }
        Fields fields = new Fields(root.get(), "", faults, KEYS);
        Expressions expressions = new Expressions(zone);
        Words words = fields.has("words") ? new Words(fields.node("words"), faults) : new Words();
        if (fields.has("items")) {
            words.items(fields.node("items"), faults);
        }
        Map<String, Style> styles =
                fields.has("names") ? new StyleParser(expressions, faults).read(fields.node("names")) : Map.of();
        List<Ratio> ratios = fields.has("ratios") ? Ratio.parse(fields.node("ratios"), words, faults) : List.of();
        RuleParser parser = new RuleParser(words, expressions, faults);
        if (fields.has("rules")) {
            parser.read(fields.node("rules"));
        } else {
            faults.add(0, "", "rules is missing: the list of rules");
        }
        if (fields.has("rules") && faults.isEmpty() && parser.rules.isEmpty() && parser.seriesRules.isEmpty()) {
            fields.fault("rules", "rules has no rule, so that nothing would be exported");
        }
        if (styles.isEmpty() && !parser.rules.isEmpty() && faults.isEmpty()) {
            faults.add(0, "", "names is missing: how the series are called; needed as soon as a rule takes readings");
        }
        RuleSet rules = faults.isEmpty() ? new RuleSet(parser.rules, parser.seriesRules, styles, words, ratios) : null;
        return new RulesFile(name, origin, rules, faults.list());
    }
}
