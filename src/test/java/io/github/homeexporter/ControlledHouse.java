package io.github.homeexporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import java.nio.file.Path;
import java.util.List;

/** What the house controls, and two names in it, of a room and of a control, that somebody changes. */
record ControlledHouse(MiniserverHouse house, String room, String control) {
    static ControlledHouse read() throws Exception {
        String captures = System.getProperty("captures", "");
        if (captures.isEmpty()) {
            return new ControlledHouse(MiniserverHouse.demo(), "Kitchen", "Temperature");
        }
        JsonNode read = new ObjectMapper()
                .readTree(Path.of(captures, "loxone", "loxone_structure.json").toFile());
        // the simulated one is of the first generation: without TLS
        ((ObjectNode) read.path("msInfo")).put("miniserverType", 0);
        MiniserverHouse house = new MiniserverHouse(read.path("lastModified").asText(), read.toString());
        for (JsonNode state : read.findValues("states")) {
            // a list of states under one name stands for many
            state.forEach(
                    uuid -> (uuid.isArray() ? uuid : List.of(uuid)).forEach(each -> house.number(each.asText(), 0)));
        }
        JsonNode control = read.path("controls").elements().next();
        for (JsonNode each : read.path("controls")) {
            control = each.path("type").asText().equals("InfoOnlyAnalog") ? each : control;
        }
        String room = read.path("rooms")
                .path(control.path("room").asText())
                .path("name")
                .asText();
        return new ControlledHouse(house, room, control.path("name").asText());
    }
}
