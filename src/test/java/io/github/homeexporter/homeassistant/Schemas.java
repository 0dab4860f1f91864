package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.InputStream;

/** Home Assistant's published rules as JSON schemas. */
public final class Schemas {
    private static final JsonSchema DISCOVERY = schema("discovery.schema.json");
    private static final JsonSchema SELECT = schema("select.schema.json");

    private Schemas() {}

    public static void discovery(String payload) {
        assertThat(DISCOVERY.validate(payload, InputFormat.JSON)).as(payload).isEmpty();
    }

    public static void select(String payload) {
        assertThat(SELECT.validate(payload, InputFormat.JSON)).as(payload).isEmpty();
    }

    public static boolean takes(String payload) {
        return DISCOVERY.validate(payload, InputFormat.JSON).isEmpty();
    }

    private static JsonSchema schema(String name) {
        InputStream in = Schemas.class.getResourceAsStream("/homeassistant/" + name);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    }
}
