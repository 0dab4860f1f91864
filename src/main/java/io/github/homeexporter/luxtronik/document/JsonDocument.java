package io.github.homeexporter.luxtronik.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.homeexporter.luxtronik.document.Document.DocumentReader;
import io.github.homeexporter.luxtronik.document.Document.LuxtronikItem.ItemBuilder;
import io.github.homeexporter.luxtronik.document.Document.UnreadableDocument;
import java.io.IOException;
import java.util.Locale;

/**
 * Reads the JSON form of firmware 3.92, known from other projects' notes only: whether a number comes as a number or as a
 * string, and options as a map or a list, is therefore not relied upon.
 */
final class JsonDocument {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * DocumentReader.DEEPEST + 2)
                    .maxStringLength(DocumentReader.LONGEST)
                    // fields and options of an item have no other end
                    .maxTokenCount(20L * DocumentReader.MOST_ITEMS)
                    .build())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    Document read(String text) throws UnreadableDocument {
        try (JsonParser in = FACTORY.createParser(text)) {
            in.nextToken();
            Walk walk = new Walk(in);
            ItemBuilder root = walk.item(1);
            if (in.nextToken() != null) {
                throw new UnreadableDocument("json", "more than one JSON value");
            }
            return new Document(Document.Kind.of(root.get("type")), root.build());
        } catch (IOException | RuntimeException e) {
            throw new UnreadableDocument("json", "broken JSON", e);
        }
    }

    /** One pass over one document. */
    private static final class Walk {
        private final JsonParser in;
        private int items;

        Walk(JsonParser in) {
            this.in = in;
        }

        /** At the start of an object. */
        ItemBuilder item(int depth) throws IOException, UnreadableDocument {
            if (depth > DocumentReader.DEEPEST) {
                throw DocumentReader.tooMuch("deeper than " + DocumentReader.DEEPEST + " items");
            }
            ItemBuilder item = new ItemBuilder();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName().toLowerCase(Locale.ROOT);
                JsonToken value = in.nextToken();
                if (field.equals("items") && value == JsonToken.START_ARRAY) {
                    children(item, depth);
                } else if (field.equals("options")) {
                    options(item, value);
                } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    item.set(field, in.getText());
                } else {
                    in.skipChildren();
                }
            }
            return item;
        }

        private void children(ItemBuilder parent, int depth) throws IOException, UnreadableDocument {
            for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
                if (t != JsonToken.START_OBJECT) {
                    in.skipChildren();
                    continue;
                }
                if (++items > DocumentReader.MOST_ITEMS) {
                    throw DocumentReader.tooMuch("more than " + DocumentReader.MOST_ITEMS + " items");
                }
                parent.add(item(depth + 1).build());
            }
        }

        /** {@code {"0": "off"}}, {@code ["off"]}, or {@code [{"value": 0, "name": "off"}]}. */
        private void options(ItemBuilder item, JsonToken start) throws IOException {
            if (start == JsonToken.START_OBJECT) {
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String code = in.currentName();
                    if (in.nextToken().isScalarValue()) {
                        item.option(code, in.getText());
                    } else {
                        in.skipChildren();
                    }
                }
            } else if (start == JsonToken.START_ARRAY) {
                int index = 0;
                for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken(), index++) {
                    if (t == JsonToken.START_OBJECT) {
                        option(item);
                    } else if (t.isScalarValue()) {
                        item.option(String.valueOf(index), in.getText());
                    } else {
                        in.skipChildren();
                    }
                }
            }
        }

        private void option(ItemBuilder item) throws IOException {
            ItemBuilder option = new ItemBuilder();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName().toLowerCase(Locale.ROOT);
                if (in.nextToken().isScalarValue()) {
                    option.set(field, in.getText());
                } else {
                    in.skipChildren();
                }
            }
            String code = option.get("value").isEmpty() ? option.get("id") : option.get("value");
            item.option(code, option.get("name").isEmpty() ? option.get("text") : option.get("name"));
        }
    }
}
