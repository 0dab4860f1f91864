package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.formats.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request of the IOT family: methods of its modules, for the plug or for one socket of a strip.
 *
 * @param outlet id of the socket, empty for the plug itself
 */
record IotRequest(String outlet, List<Part> parts) {
    /** @param params as JSON */
    record Part(String module, String method, String params) {
        static Part of(String module, String method) {
            return new Part(module, method, "{}");
        }

        /** What was answered to it; the module may have answered with an error as a whole. */
        Json in(Json answer) {
            Json module = answer.object(module());
            return module.has(method) ? module.object(method) : module;
        }
    }

    String json() {
        Map<String, List<Part>> modules = new LinkedHashMap<>();
        parts.forEach(part ->
                modules.computeIfAbsent(part.module(), m -> new ArrayList<>()).add(part));
        String asked = modules.entrySet().stream()
                .map(e -> Json.quoted(e.getKey()) + ":{"
                        + e.getValue().stream()
                                .map(part -> Json.quoted(part.method()) + ":" + part.params())
                                .collect(Collectors.joining(","))
                        + "}")
                .collect(Collectors.joining(","));
        return "{"
                + (outlet.isEmpty() ? "" : "\"context\":{\"child_ids\":[" + Json.quoted(outlet) + "]},")
                + asked + "}";
    }
}
