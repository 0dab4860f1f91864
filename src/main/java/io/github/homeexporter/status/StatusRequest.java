package io.github.homeexporter.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What is read of a request before all its headers are taken off the message.
 *
 * @param file the last part of its path
 * @param ifNoneMatch empty when it has no such header
 */
record StatusRequest(boolean head, String file, String ifNoneMatch, Map<String, String> parameters) {
    private static final List<String> PARAMETERS =
            List.of("format", "device", "room", "search", "offset", "limit", "series");

    static StatusRequest of(Message message) {
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        Map<String, String> parameters = new HashMap<>();
        for (String name : PARAMETERS) {
            parameters.put(name, text(message, name));
        }
        return new StatusRequest(
                "HEAD".equals(message.getHeader(Exchange.HTTP_METHOD)),
                path.substring(path.lastIndexOf('/') + 1),
                text(message, "If-None-Match"),
                parameters);
    }

    /** Empty when it was not given. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Of one that was given more than once the last. */
    private static String text(Message message, String name) {
        Object value = message.getHeader(name);
        if (value instanceof List<?> many) {
            value = many.isEmpty() ? null : many.get(many.size() - 1);
        }
        return Objects.toString(value, "");
    }
}
