package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.FoundDevice.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what was found so that it can be put at the end of application.properties: what is not sure, or there already, is a comment. */
final class PropertyLines {
    /** More is no home. */
    private static final int MOST = 200;

    private static final String COMMENT = "# ";

    private final SetAlready set;
    private final Set<Kind> written = EnumSet.noneOf(Kind.class);
    private final Set<String> remarks = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    private PropertyLines(SetAlready set) {
        this.set = set;
    }

    static List<String> of(List<FoundDevice> found, SetAlready set) {
        PropertyLines lines = new PropertyLines(set);
        List<FoundDevice> sorted = sorted(found);
        sorted.stream().limit(MOST).forEach(lines::write);
        if (sorted.size() > MOST) {
            lines.comment("and " + (sorted.size() - MOST) + " more, which are not shown");
        }
        return lines.lines;
    }

    /** By kind and address, each device once: of two that are one the surer. */
    static List<FoundDevice> sorted(List<FoundDevice> found) {
        Map<String, FoundDevice> each = new LinkedHashMap<>();
        found.stream()
                .sorted(Comparator.comparing(FoundDevice::kind)
                        .thenComparing(device -> device.properties().isEmpty())
                        .thenComparing(device -> inOrder(device.address())))
                .forEach(device -> each.putIfAbsent(device.kind() + " " + device.id(), device));
        return each.values().stream()
                .sorted(Comparator.comparing(FoundDevice::kind)
                        .thenComparing(device -> inOrder(device.address()))
                        .thenComparing(FoundDevice::what))
                .toList();
    }

    /** 192.0.2.9 before 192.0.2.10. */
    private static String inOrder(String address) {
        return address.replaceAll("(?<!\\d)(\\d{1,3})(?!\\d)", "00$1").replaceAll("0+(\\d{3})(?!\\d)", "$1");
    }

    private void write(FoundDevice device) {
        comment(device.what());
        Optional<String> named = set.naming(device.key(), device.address());
        if (named.isPresent()) {
            comment("is set already: " + named.get());
            return;
        }
        List<String> properties = device.properties();
        if (!properties.isEmpty()) {
            String now = set.get(device.key());
            if (now.isEmpty() && written.add(device.kind())) {
                lines.addAll(properties);
            } else {
                properties.forEach(this::comment);
                comment((now.isEmpty()
                                ? "a further one"
                                : device.key() + " is set already, to something else; for a further one")
                        + ": copy the route (" + device.kind().several + ")");
            }
        }
        for (String remark : device.remarks()) {
            // what is missing is missing for all of a kind
            if (device.kind() == Kind.OTHER || remarks.add(remark)) {
                comment(remark);
            }
        }
    }

    private void comment(String text) {
        lines.add(COMMENT + text);
    }
}
