package io.github.homeexporter.loxone.login;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A Miniserver's answer to a command: {@code {"LL":{"control":…,"value":…,"Code":…}}}.
 *
 * @param control the command as the Miniserver repeats it, with or without its {@code j}, possibly still encrypted: never log it
 * @param code as in HTTP; 0 when the answer has none
 * @param value the value when it is a text, a number or a boolean, else empty
 * @param fields the value's own scalars when it is an object, else empty
 */
public record Answer(String control, int code, String value, Map<String, String> fields) {
    /** Answers are small: a document that begins like one and goes on for this long is none. */
    private static final int PREFIX = 64;

    static boolean looksLike(String text) {
        String start = text.substring(0, Math.min(PREFIX, text.length())).stripLeading();
        return start.startsWith("{") && start.substring(1).stripLeading().startsWith("\"LL\"");
    }

    /** Empty when the text is no answer. */
    static Optional<Answer> parse(String text) {
        try (JsonParser json = LoxoneJson.parser(text)) {
            return json.nextToken() == JsonToken.START_OBJECT
                            && "LL".equals(json.nextFieldName())
                            && json.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(read(json))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Answer read(JsonParser json) throws IOException {
        String control = "";
        int code = 0;
        String value = "";
        Map<String, String> fields = Map.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "control" -> control = LoxoneJson.isText(token) ? json.getText() : "";
                case "Code", "code" -> code = LoxoneJson.isText(token) ? number(json.getText()) : 0;
                case "value" -> {
                    if (token == JsonToken.START_OBJECT) {
                        fields = LoxoneJson.scalars(json);
                    } else if (LoxoneJson.isText(token)) {
                        value = json.getText();
                    }
                }
                default -> {}
            }
            json.skipChildren();
        }
        return new Answer(control, code, value, fields);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    public boolean ok() {
        return code / 100 == 2;
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Without control and values: they hold keys, hashes and tokens. */
    @Override
    public String toString() {
        return "Answer[code=" + code + "]";
    }
}
