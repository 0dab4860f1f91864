package io.github.homeexporter.host.proxmox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.formats.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers of the API, which wrap what they say in {@code data}, and of {@code pvesh}, which says it bare. */
final class PveJson {
    private PveJson() {}

    /** @throws IOException saying what is wrong and where, without a word of the text */
    static List<PveEntry> ofApi(String text) throws IOException {
        JsonNode data = Json.tree(text).get("data");
        if (data == null) {
            throw new IOException("JSON, but without \"data\"");
        }
        return entries(data);
    }

    /** @throws IOException saying what is wrong and where, without a word of the text */
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
}
