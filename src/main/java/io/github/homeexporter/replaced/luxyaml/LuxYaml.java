package io.github.homeexporter.replaced.luxyaml;

import com.google.re2j.Pattern;
import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.mutate.Mutes;
import io.github.homeexporter.mutate.Regex;
import io.github.homeexporter.mutate.RulesFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A configuration file of luxtronik2-exporter ({@code lux.yaml}, {@code lux.yml}, {@code lux.json}), read as it is and never
 * written.
 *
 * @param address of the controller, empty when the file has none
 * @param verbose whether it asks for debug logging
 * @param mutes what it does not want to hear of; {@link Mutes#option} makes the option of {@code mutate:} of them
 * @param defaultFilters whether our default rules do what its filters do (also when it has none)
 * @param faults what of it cannot be used, with lines
 * @param unknown keys that mean nothing, with lines
 * @param notes what is worth knowing but no fault
 */
public record LuxYaml(
        String address,
        boolean verbose,
        List<Mutes.Pair> mutes,
        boolean defaultFilters,
        List<FileFault> faults,
        List<FileFault> unknown,
        List<String> notes) {
    private static final String HELP = "docs/convert-lux-yaml.md shows how to write it as a rule";
    private static final Set<String> KEYS = Set.of("address", "verbose", "mutes", "filters");

    /**
     * Takes the text of such a file apart.
     *
     * @param file its name, for the faults
     * @param rules the rules its filters are compared with, normally {@code rules/luxtronik.yaml}
     */
    public static LuxYaml read(String file, String text, RulesFile rules) {
        Faults faults = new Faults(file);
        Optional<Node> root = Fields.root(text, faults);
        if (root.isEmpty()) {
            return new LuxYaml("", false, List.of(), false, faults.list(), List.of(), List.of());
        }
        Fields fields = new Fields(root.get(), "", faults);
        List<String> notes = new ArrayList<>();
        Faults unknown = new Faults(file);
        for (String key : fields.names()) {
            if (!KEYS.contains(key.toLowerCase(Locale.ROOT))) {
                unknown.add(
                        fields.line(key),
                        "",
                        "key \"" + key + "\" is not used; luxtronik2-exporter does not know it either");
            }
        }
        boolean defaults = filters(file, fields, rules, faults, notes);
        return new LuxYaml(
                text(fields, "address"),
                verbose(fields),
                mutes(fields, faults),
                defaults,
                faults.list(),
                unknown.list(),
                notes);
    }

    private static boolean verbose(Fields fields) {
        String key = key(fields, "verbose");
        String text = text(fields, "verbose").toLowerCase(Locale.ROOT);
        if (!Set.of("", "true", "false", "1", "0", "t", "f").contains(text)) {
            fields.fault(key, "verbose is \"" + text + "\"; allowed: true, false");
        }
        return Set.of("true", "1", "t").contains(text);
    }

    private static List<Mutes.Pair> mutes(Fields fields, Faults faults) {
        List<Mutes.Pair> pairs = new ArrayList<>();
        int number = 0;
        for (Node node : list(fields, "mutes", faults)) {
            String where = "mute " + ++number;
            Fields mute = new Fields(node, where, faults);
            Mutes.Pair pair = new Mutes.Pair(text(mute, "domain"), text(mute, "field"));
            try {
                Pattern section = Regex.compile(pair.section());
                Pattern name = Regex.compile(pair.name());
                if (section != null && name != null) {
                    pairs.add(pair);
                }
            } catch (IllegalArgumentException e) {
                faults.add(node, where, e.getMessage());
            }
        }
        return pairs;
    }

    private static boolean filters(String file, Fields fields, RulesFile rules, Faults faults, List<String> notes) {
        if (!rules.faults().isEmpty()) {
            faults.add(
                    0, "", "its filters cannot be compared: " + rules.faults().get(0));
            return false;
        }
        List<LuxFilter> known = new ArrayList<>();
        List<Node> list = list(fields, "filters", faults);
        int number = 0;
        for (Node node : list) {
            String where = "filter " + ++number;
            Fields filter = new Fields(node, where, faults);
            Fields match = inner(filter, "match", where, faults);
            Fields set = inner(filter, "set", where, faults);
            if (match == null || set == null) {
                faults.add(node, where, "has no match or no set; " + HELP);
                continue;
            }
            LuxFilter found = LuxFilter.of(text(match, "value"), text(set, "value"), text(set, "key"), rules);
            if (found == null) {
                faults.add(node, where, "is none of the four filters luxtronik2-exporter ships; " + HELP);
            } else {
                known.add(found);
            }
        }
        if (known.size() == list.size() && !known.equals(List.of(LuxFilter.values()))) {
            notes.add(file + ": its filters are not the four shipped ones in their order; the rules of " + rules.name()
                    + " are used, which do what each of them does and export the rest too");
        }
        return known.size() == list.size();
    }

    static Fields inner(Fields fields, String name, String where, Faults faults) {
        String key = key(fields, name);
        return key == null ? null : new Fields(fields.node(key), where, faults);
    }

    private static List<Node> list(Fields fields, String name, Faults faults) {
        String key = key(fields, name);
        if (key == null) {
            return List.of();
        }
        if (fields.node(key) instanceof SequenceNode list) {
            return list.getValue();
        }
        boolean empty = fields.node(key) instanceof ScalarNode scalar
                && Set.of("", "null", "~").contains(scalar.getValue());
        if (!empty) {
            faults.add(fields.line(key), "", name + " must be a list");
        }
        return List.of();
    }

    static String text(Fields fields, String name) {
        String key = key(fields, name);
        String text = key == null ? null : fields.text(key);
        return text == null ? "" : text.strip();
    }

    /** The file's own spelling of a key: the exporter that is replaced does not mind case. */
    static String key(Fields fields, String name) {
        return fields.names().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(null);
    }
}
