package io.github.homeexporter.loxone.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as Miniservers write it: raw control characters in strings, and in one place single quotes for double ones. */
public final class LoxoneJson {
    /** Field names are mostly UUIDs that occur once: a table of known names would only grow. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

    /** Of one object; those after them are skipped. */
    private static final int MOST_FIELDS = 1_000;

    private LoxoneJson() {}

    public static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** The scalars of the object the parser stands on, as text; nested values are skipped. Ends on its closing brace. */
    public static Map<String, String> scalars(JsonParser json) throws IOException {
        Map<String, String> scalars = new LinkedHashMap<>();
        eachField(json, (name, value) -> {
            if (isText(value) && scalars.size() < MOST_FIELDS) {
                scalars.put(name, json.getText());
            }
        });
        return scalars;
    }

    /** Hands over every field of the object the parser stands on; what is left unread of a value is skipped. Ends on its brace. */
    public static void eachField(JsonParser json, FieldReader reader) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            reader.read(name, json.nextToken());
            json.skipChildren();
        }
    }

    /** Reads a field's value, whose first token the parser stands on. */
    public interface FieldReader {
        void read(String name, JsonToken value) throws IOException;
    }

    /** Whether a value can be taken as text: a string, number or boolean. */
    public static boolean isText(JsonToken token) {
        return token.isScalarValue() && token != JsonToken.VALUE_NULL;
    }

    /** Hands over every object of the array the parser stands on; does nothing when it is no array. */
    public static void eachObject(JsonParser json, ObjectReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                reader.read(json);
            }
            json.skipChildren();
        }
    }

    /** Reads the object the parser stands on, up to its closing brace. */
    public interface ObjectReader {
        void read(JsonParser json) throws IOException;
    }

    /** What is wrong with a document and where, without a word of its content. */
    public static String where(IOException fault) {
        if (fault instanceof StreamConstraintsException) {
            return "nested too deep, or a text or number too long";
        }
        if (fault instanceof JsonParseException parse && parse.getLocation() != null) {
            return "not JSON at line " + parse.getLocation().getLineNr() + ", column "
                    + parse.getLocation().getColumnNr();
        }
        return "not JSON";
    }
}
