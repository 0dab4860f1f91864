package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.Catalogue;
import io.github.homeexporter.host.collector.Collector;
import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.environment.EnvironmentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment and collectors with the keys that metrics-exporters' pages have. */
final class HostDescription {
    private HostDescription() {}

    /** @param collectors by name, those that are made */
    static Map<String, Object> of(Environment environment, List<String> enabled, Map<String, Collector> collectors) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", environment(environment));
        String strategy = environment.container() ? "container" : "host";
        List<String> names = Catalogue.names();
        // nobody chose when the usual ones run
        boolean automatic = enabled.equals(Catalogue.select(""));
        Map<String, Object> byName = new LinkedHashMap<>();
        for (String name : names) {
            Collector collector = collectors.get(name);
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("enabled", enabled.contains(name));
            each.put("registered", enabled.contains(name));
            each.put("auto_detected", automatic);
            each.put("class", collector == null ? null : collector.getClass().getSimpleName());
            each.put("help", Catalogue.help(name));
            each.put("strategy", strategy);
            byName.put(name, each);
        }
        all.put("collectors", byName);
        return all;
    }

    /** The rules are tried in order and the first that fits decides: there is certainty, or there is none. */
    private static Map<String, Object> environment(Environment environment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", environment.type().label());
        json.put("detection_confidence", environment.type() == EnvironmentType.UNKNOWN ? 0.0 : 1.0);
        json.put("detection_methods", List.of(environment.rule()));
        json.put("supports_hardware_access", !environment.container());
        return json;
    }
}
