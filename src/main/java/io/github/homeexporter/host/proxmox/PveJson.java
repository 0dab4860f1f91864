package io.github.homeexporter.host.proxmox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers of the API, which wrap what they say in {@code data}, and of {@code pvesh}, which says it bare. */
final class PveJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    private PveJson() {}

    /** @throws IOException saying what is wrong and where, without a word of the text */
    static List<PveEntry> ofApi(String text) throws IOException {
        return parse(text, true);
    }

    /** @throws IOException saying what is wrong and where, without a word of the text */
    static List<PveEntry> ofPvesh(String text) throws IOException {
        return parse(text, false);
    }

    private static List<PveEntry> parse(String text, boolean wrapped) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            List<PveEntry> entries = wrapped ? data(json) : entries(json);
            // an answer cut short is no answer
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return entries;
        } catch (JsonParseException e) {
            throw new IOException("not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException("not JSON as Proxmox writes it: nested too deep, or a text too long");
        }
    }

    private static List<PveEntry> data(JsonParser json) throws IOException {
        List<PveEntry> entries = null;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isData = json.currentName().equals("data");
                json.nextToken();
                if (isData) {
                    entries = entries(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        if (entries == null) {
            throw new IOException("JSON, but without \"data\"");
        }
        return entries;
    }

    /** Of an array each object, of an object itself; of {@code null} nothing. */
    private static List<PveEntry> entries(JsonParser json) throws IOException {
        List<PveEntry> entries = new ArrayList<>();
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            entries.add(entry(json));
        } else if (token == JsonToken.START_ARRAY) {
            for (JsonToken t = json.nextToken(); t != null && t != JsonToken.END_ARRAY; t = json.nextToken()) {
                if (t == JsonToken.START_OBJECT) {
                    entries.add(entry(json));
                } else {
                    json.skipChildren();
                }
            }
        } else if (token != JsonToken.VALUE_NULL) {
            throw new IOException("JSON, but neither a list nor an object");
        }
        return entries;
    }

    private static PveEntry entry(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        flatten(json, "", fields);
        return new PveEntry(fields);
    }

    private static void flatten(JsonParser json, String prefix, Map<String, String> fields) throws IOException {
        boolean list = json.currentToken() == JsonToken.START_ARRAY;
        int index = 0;
        for (JsonToken t = json.nextToken(); t != null && !t.isStructEnd(); t = json.nextToken()) {
            String key = prefix + (list ? String.valueOf(index++) : json.currentName());
            JsonToken value = list ? t : json.nextToken();
            if (value.isStructStart()) {
                flatten(json, key + ".", fields);
            } else if (value != JsonToken.VALUE_NULL) {
                fields.put(key, json.getText());
            }
        }
    }
}
