package io.github.homeexporter.start;

import io.github.homeexporter.homeassistant.HomeassistantEndpoint;
import io.github.homeexporter.homeassistant.MqttClear;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.io.PrintStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.StringHelper;

/** {@code --mqtt-clear}: the broker of the settings, without anything that was ever announced there. */
final class MqttClearing {
    private static final Set<String> NO_OPTIONS = Set.of("mqtt.host", "mqtt.queue-size");

    private MqttClearing() {}

    /** @return 0, or 1 with a line that says why not */
    static int run(Settings settings, PrintStream out, PrintStream err) throws Exception {
        if (settings.get("mqtt.host").isBlank()) {
            err.println("mqtt.host is not set: there is no broker to clear");
            return 1;
        }
        CamelContext context = new DefaultCamelContext();
        try {
            Settings.variablesLast(context);
            context.getPropertiesComponent().setInitialProperties(settings.asProperties());
            // a key that is none has its finding elsewhere and must not keep the broker from being cleared
            String options = settings.all().stream()
                    .map(Setting::key)
                    .filter(key -> key.startsWith("mqtt.")
                            && !NO_OPTIONS.contains(key)
                            && settings.shippedKeys().contains(key))
                    .map(key -> StringHelper.dashToCamelCase(key.substring("mqtt.".length())) + "=#property:" + key)
                    .collect(Collectors.joining("&"));
            String uri = "homeassistant:{{mqtt.host}}?" + options;
            return MqttClear.run(context.getEndpoint(uri, HomeassistantEndpoint.class), out, err);
        } catch (org.apache.camel.ResolveEndpointFailedException e) {
            err.println(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            return 1;
        } finally {
            context.stop();
        }
    }
}
