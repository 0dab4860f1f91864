package io.github.homeexporter.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings that there are, and which of them name a device that answered, by its address or by a name that leads there. */
final class SetAlready {
    private static final Pattern PLACE = Pattern.compile("[^.]+\\.(address|host|url|plug-devices)");

    private final Map<String, String> values = new TreeMap<>();
    private final ResolvedNames names;

    SetAlready(Properties settings, ResolvedNames.Resolver resolver) {
        settings.stringPropertyNames()
                .forEach(key -> values.put(key, settings.getProperty(key).strip()));
        names = new ResolvedNames(
                values.entrySet().stream()
                        .filter(each -> PLACE.matcher(each.getKey()).matches())
                        .flatMap(each -> hosts(each.getValue()))
                        .filter(host -> host.matches("(?i)[a-z0-9_.-]*[a-z][a-z0-9_.-]*"))
                        .toList(),
                resolver);
    }

    /** Empty when it is not set. */
    String get(String key) {
        return values.getOrDefault(key, "");
    }

    /**
     * The setting that names an address.
     *
     * @param key of the shipped route; a copy of it, as {@code lux-cellar.address}, has its own
     */
    Optional<String> naming(String key, String address) {
        Pattern keys = Pattern.compile(Pattern.quote(key).replace(".", "\\E(-[^.]+)?[.]\\Q"));
        return values.keySet().stream()
                .filter(each -> keys.matcher(each).matches())
                .filter(each ->
                        hosts(values.get(each)).anyMatch(host -> host.equals(address) || names.leads(host, address)))
                .findFirst();
    }

    /** Of an address, a URL, or a list of either, without ports. */
    private static Stream<String> hosts(String value) {
        return List.of(value.split("[,\\s]+")).stream().map(part -> part.replaceFirst("^\\w+://", "")
                .replaceFirst("^[^/]*@", "")
                .replaceFirst("[:/?#].*", ""));
    }
}
