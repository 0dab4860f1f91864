package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.formats.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One request of the SMART family: a method, or several as one batch, for the plug or for one of its sockets.
 *
 * @param child id of the socket, empty for the plug itself
 * @param index from which on a list is asked for
 */
record SmartRequest(String child, List<String> methods, int index) {
    static SmartRequest of(String child, List<String> methods) {
        return new SmartRequest(child, List.copyOf(methods), 0);
    }

    boolean isBatch() {
        return methods.size() > 1;
    }

    boolean asks(String method) {
        return methods.get(0).equals(method);
    }

    /** What the socket answered, out of the answer of its strip. */
    Json unpacked(Json answer) {
        Json data = child.isEmpty() ? Json.empty() : answer.object("result").object("responseData");
        return data.isEmpty() ? answer : data;
    }

    String json(long nowMillis, String terminal) {
        String inner = isBatch()
                ? "\"method\":\"multipleRequest\",\"params\":{\"requests\":["
                        + methods.stream().map(m -> "{" + one(m) + "}").collect(Collectors.joining(",")) + "]}"
                : one(methods.get(0));
        String outer = child.isEmpty()
                ? inner
                : "\"method\":\"control_child\",\"params\":{\"device_id\":" + Json.quoted(child) + ",\"requestData\":{"
                        + inner + "}}";
        return "{" + outer + ",\"request_time_milis\":" + nowMillis + ",\"terminal_uuid\":" + Json.quoted(terminal)
                + "}";
    }

    private String one(String method) {
        String params = method.endsWith("_list") ? ",\"params\":{\"start_index\":" + index + "}" : "";
        return "\"method\":\"" + method + "\"" + params;
    }
}
