package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.homeassistant.entity.DeviceClass.StateClass;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule.Shape;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Glob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * {@code entities.yaml}: what the owner of the house wants otherwise at Home Assistant. Each entry names series by a pattern and
 * says its part of what becomes of them; where two say the same part the first counts, and what none says is as shipped.
 */
public final class OwnEntities {
    public static final String FILE = "entities.yaml";
    public static final OwnEntities NONE = new OwnEntities(List.of(), List.of());

    private static final String NO = "none";

    private static final List<String> KEYS =
            List.of("series", "name", "class", "unit", "state", "area", "icon", "leave-out", "enabled");
    private static final Pattern SERIES = Pattern.compile("([^{}\\s]+)\\s*(?:\\{(.*)})?");
    private static final Pattern LABEL =
            Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*=\\s*(?:\"([^\"]*)\"|([^,\"]*))\\s*(?:,|$)");
    private static final Set<String> BINARY =
            Set.of(("battery cold connectivity door garage_door gas glass_break heat light lock"
                            + " moisture motion moving occupancy opening plug power presence problem running safety smoke sound"
                            + " tamper update vibration window carbon_monoxide battery_charging")
                    .split(" "));

    private final List<Own> entries;
    private final List<FileFault> faults;

    /** Numbers of those that were of use. */
    private final Set<Integer> met = ConcurrentHashMap.newKeySet();

    /** Null where nothing is said. */
    private record Own(
            int line,
            String pattern,
            Glob metric,
            Map<String, Glob> labels,
            String name,
            String deviceClass,
            String unit,
            String state,
            String area,
            String icon,
            Boolean leaveOut,
            Boolean enabled) {
        String where() {
            return FILE + ":" + line + ": ";
        }

        boolean fits(Series series) {
            return metric.matches(series.family().name())
                    && labels.entrySet().stream().allMatch(label -> label.getValue()
                            .matches(series.labels().getOrDefault(label.getKey(), "")));
        }
    }

    private OwnEntities(List<Own> entries, List<FileFault> faults) {
        this.entries = entries;
        this.faults = faults;
    }

    /** An entry with a fault is left out, the others count. */
    public static OwnEntities parse(String yaml) {
        Faults faults = new Faults(FILE);
        List<Own> entries = new ArrayList<>();
        Fields.root(yaml, faults).ifPresent(root -> {
            if (!(root instanceof SequenceNode list)) {
                faults.add(root, "", "must be a list of entries, each with series: and what is to be otherwise");
                return;
            }
            for (Node node : list.getValue()) {
                Faults own = new Faults(FILE);
                Own entry = entry(new Fields(node, "", own, KEYS), node, own);
                if (own.isEmpty()) {
                    entries.add(entry);
                }
                own.list().forEach(fault -> faults.add(fault.line(), fault.where(), fault.message()));
            }
        });
        return new OwnEntities(List.copyOf(entries), faults.list());
    }

    private static Own entry(Fields fields, Node node, Faults faults) {
        if (!faults.isEmpty() && fields.names().isEmpty()) {
            return null;
        }
        fields.findEmpty("leave the line out to have it as shipped");
        Map<String, Glob> labels = new LinkedHashMap<>();
        Glob metric = null;
        String series = fields.text("series");
        Matcher m = SERIES.matcher(series == null ? "" : series.strip());
        if (!m.matches() || !labels(m.group(2), labels)) {
            faults.add(
                    node,
                    "",
                    "series is \"" + (series == null ? "" : series) + "\"; allowed: a pattern as"
                            + " luxtronik_* or tapo_power_watts{alias=\"Washer*\"}");
        } else {
            metric = Glob.anyOf(m.group(1));
        }
        String deviceClass = fields.text("class");
        String unit = fields.text("unit");
        checkClass(fields, deviceClass, unit);
        checkState(fields, fields.text("state"), deviceClass);
        if (faults.isEmpty() && fields.names().size() == 1) {
            fields.fault("series", "nothing is said of \"" + series + "\"; allowed: " + String.join(", ", KEYS));
        }
        String icon = fields.text("icon");
        if (icon != null && !icon.matches("[a-z]+:[a-z0-9-]+")) {
            fields.fault("icon", "icon is \"" + icon + "\"; allowed: a name as mdi:heat-pump");
        }
        return new Own(
                node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0),
                series,
                metric,
                labels,
                fields.text("name"),
                deviceClass,
                unit,
                fields.text("state"),
                fields.text("area"),
                icon,
                truth(fields, "leave-out"),
                truth(fields, "enabled"));
    }

    private static void checkClass(Fields fields, String deviceClass, String unit) {
        if (deviceClass == null || deviceClass.equals(NO) || BINARY.contains(deviceClass) && unit == null) {
            return;
        }
        DeviceClass known = DeviceClass.of(deviceClass).orElse(null);
        if (known == null) {
            fields.fault(
                    "class",
                    "class is \"" + deviceClass + "\"; allowed: " + DeviceClass.words() + "; of an on or off "
                            + String.join(", ", BINARY.stream().sorted().toList()) + "; none");
        } else if (unit != null && !known.takes(unit)) {
            fields.fault(
                    "class",
                    "class " + deviceClass + " does not take the unit " + unit + "; allowed: " + known.units());
        }
    }

    private static void checkState(Fields fields, String state, String deviceClass) {
        if (state == null || state.equals(NO)) {
            return;
        }
        Optional<StateClass> known = StateClass.of(state);
        if (known.isEmpty()) {
            fields.fault("state", "state is \"" + state + "\"; allowed: measurement, total, total_increasing, none");
            return;
        }
        boolean named = deviceClass != null && !deviceClass.equals(NO);
        DeviceClass number = named ? DeviceClass.of(deviceClass).orElse(null) : null;
        if (number != null && !number.takes(known.get())) {
            fields.fault(
                    "state",
                    "class " + deviceClass + " does not take the state " + state + "; allowed: " + number.states());
        } else if (number == null && named && BINARY.contains(deviceClass)) {
            fields.fault(
                    "state", "class " + deviceClass + " is for what is on or off, which has no state; allowed: none");
        }
    }

    private static Boolean truth(Fields fields, String key) {
        String text = fields.text(key);
        if (text == null) {
            return null;
        }
        if (!List.of("true", "false", "yes", "no").contains(text)) {
            fields.fault(key, key + " is \"" + text + "\"; allowed: true, false");
        }
        return text.equals("true") || text.equals("yes");
    }

    /** {@code a="x*", b=y}. */
    private static boolean labels(String text, Map<String, Glob> to) {
        if (text == null || text.isBlank()) {
            return true;
        }
        Matcher m = LABEL.matcher(text);
        int end = 0;
        while (end < text.length() && m.find(end) && m.start() == end) {
            to.put(m.group(1), Glob.anyOf(m.group(2) == null ? m.group(3).strip() : m.group(2)));
            end = m.end();
        }
        return end == text.length();
    }

    public List<FileFault> faults() {
        return faults;
    }

    /** Whether Home Assistant has this class for an on or off. */
    static boolean ofFlag(String deviceClass) {
        return BINARY.contains(deviceClass);
    }

    /** What fits none of the series there were until now, a sentence each. */
    public List<String> unmet() {
        return IntStream.range(0, entries.size())
                .filter(i -> !met.contains(i))
                .mapToObj(i -> FILE + ":" + entries.get(i).line() + ": nothing that goes to Home Assistant is like "
                        + entries.get(i).pattern() + " until now")
                .toList();
    }

    /** The class or state class that was asked for and does not go with what the series is; empty where all is as asked. */
    Optional<String> notTaken(Series series, Entity made) {
        for (Own own : entries) {
            boolean asked = own.deviceClass() != null && !own.deviceClass().equals(NO);
            if (asked && own.fits(series) && !own.deviceClass().equals(made.deviceClass())) {
                return Optional.of(own.where() + "class " + own.deviceClass() + " does not go with " + series + ", "
                        + (made.shape() != Shape.SENSOR
                                ? "which is no number"
                                : DeviceClass.of(own.deviceClass())
                                        .map(known -> known.takes(made.unit())
                                                ? "with its state class"
                                                : "whose unit is "
                                                        + (made.unit().isEmpty() ? NO : made.unit()) + "; allowed: "
                                                        + known.units())
                                        .orElse("a number: it is for what is on or off")));
            }
            boolean state = own.state() != null && !own.state().equals(NO) && made.shape() == Shape.SENSOR;
            if (state && own.fits(series) && StateClass.of(own.state()).orElse(null) != made.stateClass()) {
                return Optional.of(own.where() + "state " + own.state() + " does not go with " + series
                        + ", whose class is " + (made.deviceClass().isEmpty() ? NO : made.deviceClass()));
            }
        }
        return Optional.empty();
    }

    /** Whether the owner wants it although it is left out by default. */
    boolean demands(Series series) {
        return entries.stream()
                .filter(own -> own.leaveOut() != null && own.fits(series))
                .findFirst()
                .filter(own -> !own.leaveOut())
                .isPresent();
    }

    EntityRule of(Series series, EntityRule shipped) {
        EntityRule rule = shipped;
        // from behind, so that the first has the last word
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).fits(series)) {
                met.add(i);
                rule = with(rule, entries.get(i));
            }
        }
        return rule;
    }

    private static EntityRule with(EntityRule rule, Own own) {
        return new EntityRule(
                rule.metric(),
                rule.labels(),
                Boolean.TRUE.equals(own.leaveOut()) ? Shape.SKIP : rule.shape(),
                rule.label(),
                said(own.name(), rule.name()),
                said(own.deviceClass(), rule.deviceClass()),
                said(own.unit(), rule.unit()),
                said(own.state(), rule.stateClass()),
                rule.diagnostic(),
                own.enabled() == null ? rule.off() : !own.enabled(),
                rule.without(),
                said(own.area(), rule.area()),
                said(own.icon(), rule.icon()),
                rule.unless());
    }

    private static String said(String own, String shipped) {
        return own == null ? shipped : own;
    }
}
