package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.mutate.RuleSet.SeriesDraft;
import io.github.homeexporter.mutate.Style.StyleParser;
import io.github.homeexporter.sample.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    static final Set<String> KEYS = Set.of("words", "items", "names", "ratios", "rules");
    private static final int MAX_BYTES = 1 << 20;

    /**
     * Reads the file below the working directory, or when there is none the one that the jar carries under that name.
     *
     * @param name as in {@code mutate:rules/luxtronik.yaml}
     * @param zone of the times that devices write
     */
    public static RulesFile load(String name, ZoneId zone) {
        Path path = Path.of(name);
        return Files.exists(path) || Files.isSymbolicLink(path) ? onDisk(name, path, zone) : shipped(name, zone);
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
        Optional<String> instead = OwnerFile.insteadOfFile(path);
        if (instead.isPresent()) {
            return broken(name, path.toString(), "cannot be read: " + instead.get());
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(name, path.toString(), in, zone);
        } catch (IOException e) {
            return broken(name, path.toString(), "cannot be read: " + OwnerFile.why(e));
        }
    }

    static RulesFile shipped(String name, ZoneId zone) {
        try (InputStream in = RulesFile.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                return broken(name, "", "not found, neither in " + Path.of("").toAbsolutePath() + " nor in the jar");
            }
            return read(name, "the jar", in, zone);
        } catch (IOException e) {
            return broken(name, "the jar", "cannot be read: " + OwnerFile.why(e));
        }
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

    private static RulesFile read(String name, String origin, InputStream in, ZoneId zone) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            return broken(name, origin, "larger than 1 MiB");
        }
        return compile(name, origin, new String(bytes, StandardCharsets.UTF_8), zone);
    }

    private static RulesFile broken(String name, String origin, String message) {
        return new RulesFile(name, origin, null, List.of(new FileFault(name, 0, "", message)));
    }
}
