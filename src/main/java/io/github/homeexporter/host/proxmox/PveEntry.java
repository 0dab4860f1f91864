package io.github.homeexporter.host.proxmox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.formats.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One object of an answer, scalars only: what is nested has its path as key ({@code memory.total}, {@code loadavg.0}).
 * Perl writes numbers now as numbers, now as text, so all is text here.
 */
record PveEntry(Map<String, String> fields) {
    static final PveEntry EMPTY = new PveEntry(Map.of());

    PveEntry {
        fields = Map.copyOf(fields);
    }

    /**
     * Of an answer of the API, which wraps what it says in {@code data}.
     *
     * @throws IOException saying what is wrong and where, without a word of the text
     */
    static List<PveEntry> ofApi(String text) throws IOException {
        JsonNode data = Json.tree(text).get("data");
        if (data == null) {
            throw new IOException("JSON, but without \"data\"");
        }
        return entries(data);
    }

    /** Of what {@code pvesh} says, which is the same without the wrapping. */
    static List<PveEntry> ofPvesh(String text) throws IOException {
        return entries(Json.tree(text));
    }

    /** Of an array each object, of an object itself; of {@code null} nothing. */
    private static List<PveEntry> entries(JsonNode node) throws IOException {
        List<PveEntry> entries = new ArrayList<>();
        if (node.isObject()) {
            entries.add(entry(node));
        } else if (node.isArray()) {
            node.forEach(each -> {
                if (each.isObject()) {
                    entries.add(entry(each));
                }
            });
        } else if (!node.isNull()) {
            throw new IOException("JSON, but neither a list nor an object");
        }
        return entries;
    }

    private static PveEntry entry(JsonNode object) {
        Map<String, String> fields = new HashMap<>();
        flatten(object, "", fields);
        return new PveEntry(fields);
    }

    private static void flatten(JsonNode node, String prefix, Map<String, String> fields) {
        node.properties().forEach(field -> put(field.getValue(), prefix + field.getKey(), fields));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            put(node.get(i), prefix + i, fields);
        }
    }

    private static void put(JsonNode value, String key, Map<String, String> fields) {
        if (value.isContainerNode()) {
            flatten(value, key + ".", fields);
        } else if (!value.isNull()) {
            fields.put(key, value.asText());
        }
    }

    /** Empty when there is no such field. */
    String text(String key) {
        return fields.getOrDefault(key, "");
    }

    /** NaN when there is no such field or it is no finite number. */
    double number(String key) {
        try {
            double number = Double.parseDouble(text(key));
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether the field says yes, in one of the ways JSON and Perl have for it. */
    boolean is(String key) {
        return text(key).equals("1") || text(key).equals("true");
    }

    /** The same with another value of a field. */
    PveEntry with(String key, String text) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(key, text);
        return new PveEntry(all);
    }

    /** A node of the list without figures, with those of its own status. */
    PveEntry withFiguresOf(PveEntry status) {
        Map<String, String> all = new HashMap<>(fields);
        Map.of(
                        "cpu", "cpu",
                        "cpuinfo.cpus", "maxcpu",
                        "memory.used", "mem",
                        "memory.total", "maxmem",
                        "rootfs.used", "disk",
                        "rootfs.total", "maxdisk",
                        "uptime", "uptime")
                .forEach((of, name) -> {
                    if (!status.text(of).isEmpty()) {
                        all.putIfAbsent(name, status.text(of));
                    }
                });
        return new PveEntry(all);
    }

    /** Whether a guest uses memory and CPU time: a paused one does, and is not stopped. */
    boolean isActive() {
        String status = text("status");
        return !status.isEmpty() && !status.equals("stopped") && !status.equals("unknown");
    }

    boolean isGuest() {
        return text("type").equals("qemu") || text("type").equals("lxc");
    }
}
