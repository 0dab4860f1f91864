package io.github.homeexporter.formats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys of one mapping of a YAML file with their lines; whatever does not fit is a fault with its line. */
public final class Fields {
    /** Of the first line that is not. */
    public static final String NOT_UTF8 = "this line, and maybe others, is not UTF-8; save the file as UTF-8";

    private static final char NO_CHARACTER = '\uFFFD';

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Faults faults;
    private final String where;

    /** Any keys are allowed. */
    public Fields(Node node, String where, Faults faults) {
        this.faults = faults;
        this.where = where;
        if (!(node instanceof MappingNode mapping)) {
            faults.add(node, where, "must be a mapping (key: value)");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                faults.add(key, where, "a key must be a plain word");
            } else if (nodes.putIfAbsent(scalar.getValue(), tuple.getValueNode()) != null) {
                faults.add(key, where, "key \"" + scalar.getValue() + "\" stands here twice");
            } else {
                keys.put(scalar.getValue(), key);
            }
        }
    }

    /** Any other key is a fault that says which are allowed, and is left out. */
    public Fields(Node node, String where, Faults faults, Collection<String> allowed) {
        this(node, where, faults);
        for (String key : List.copyOf(nodes.keySet())) {
            if (!allowed.contains(key)) {
                faults.add(keys.get(key), where, Faults.unknown("key", key, allowed));
                nodes.remove(key);
            }
        }
    }

    /** The document's root, or empty with a fault. */
    public static Optional<Node> root(String yaml, Faults faults) {
        int spoilt = notUtf8(yaml);
        if (spoilt > 0) {
            faults.add(spoilt, "", NOT_UTF8);
            return Optional.empty();
        }
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
            if (root.isEmpty()) {
                faults.add(0, "", "the file is empty");
            }
            return root;
        } catch (StackOverflowError e) {
            faults.add(0, "", "brackets or dashes are nested too deep");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            // of some the problem is only the second half of the sentence
            String problem =
                    e.getProblem().startsWith("but ") ? e.getContext() + ", " + e.getProblem() : e.getProblem();
            faults.add(line, "", "not YAML: " + problem);
        } catch (YamlEngineException e) {
            faults.add(0, "", "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** The first line where reading as UTF-8 left its mark, comments aside, which have no effect; 0 when there is none. */
    public static int notUtf8(String text) {
        String[] lines = text.indexOf(NO_CHARACTER) < 0 ? new String[0] : text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].indexOf(NO_CHARACTER) >= 0 && !lines[i].strip().startsWith("#")) {
                return i + 1;
            }
        }
        return 0;
    }

    public Collection<String> names() {
        return nodes.keySet();
    }

    public boolean has(String key) {
        return nodes.containsKey(key);
    }

    public Node node(String key) {
        return nodes.get(key);
    }

    public int line(String key) {
        return Faults.line(keys.get(key));
    }

    /** The scalar of a key, or null when it is not there or no scalar. */
    public String text(String key) {
        Node node = nodes.get(key);
        return node == null ? null : scalar(node, key);
    }

    public boolean flag(String key) {
        String text = text(key);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            fault(key, key + " is \"" + text + "\"; allowed: true, false");
        }
        return "true".equals(text);
    }

    /** One scalar or a list of them; a string with commas is not split. */
    public List<String> texts(String key) {
        Node node = nodes.get(key);
        List<String> all = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                String text = scalar(item, key);
                if (text != null) {
                    all.add(text);
                }
            }
        } else if (node != null && text(key) != null) {
            all.add(text(key));
        }
        return all;
    }

    /** A key with nothing behind it is a fault; quotes with nothing between them are meant so. */
    public void findEmpty(String instead) {
        nodes.forEach((key, node) -> {
            if (node instanceof ScalarNode said
                    && said.getScalarStyle() == ScalarStyle.PLAIN
                    && said.getValue().isEmpty()) {
                fault(key, key + " is empty; " + instead);
            }
        });
    }

    public void fault(String key, String message) {
        Node node = keys.get(key);
        faults.add(node == null ? 0 : Faults.line(node), where, message);
    }

    private String scalar(Node node, String key) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        faults.add(node, where, key + " must be a text");
        return null;
    }
}
