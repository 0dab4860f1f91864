package io.github.homeexporter.replaced;

import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What variables of OpenTelemetry and of the exporters that are replaced say of {@code otel.*} beyond {@link Aliases}. */
public final class OtelAliases {
    /** What follows is a header's name, with _ for -. */
    public static final String HEADER = "LOXONE_OTLP_AUTH_HEADER_";

    private static final String LOXONE = "loxone-prometheus-exporter";
    private static final String SERVICE = "otel.service-name";

    private OtelAliases() {}

    /**
     * Whoever sends where loxone-prometheus-exporter was told to send finds the metrics under its service.name again, unless a
     * name was chosen.
     */
    public static void settle(Settings settings, Map<String, String> environment) {
        Optional<Setting> endpoint = settings.setting("otel.endpoint")
                .filter(setting -> setting.origin().startsWith("LOXONE_OTLP_")
                        || setting.source() == Setting.Source.REPLACED_FILE);
        boolean untouched = settings.setting(SERVICE)
                .filter(name -> name.value().equals(settings.defaultOf(SERVICE))
                        && name.source().compareTo(Setting.Source.SECRETS) <= 0)
                .isPresent();
        boolean named = environment.containsKey("OTEL_SERVICE_NAME")
                || settings.get("otel.resource-attributes").contains("service.name");
        if (endpoint.isPresent() && untouched && !named) {
            settings.put(new Setting(
                    SERVICE, LOXONE, endpoint.get().origin(), endpoint.get().source()));
        }
    }

    /** The headers that variables of their own set, as one value of otel.headers; empty when there are none. */
    public static String headers(Map<String, String> environment) {
        StringBuilder pairs = new StringBuilder();
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (variable.startsWith(HEADER) && variable.length() > HEADER.length() && !value.isBlank()) {
                String name =
                        variable.substring(HEADER.length()).replace('_', '-').toLowerCase(Locale.ROOT);
                pairs.append(pairs.isEmpty() ? "" : ",")
                        .append(name)
                        .append('=')
                        .append(encode(value.strip()));
            }
        });
        return pairs.toString();
    }

    /** A value that is encoded already stays: the replaced exporter's manual says to write {@code Basic%20…}. */
    static String encode(String value) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            boolean encoded = b == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
            boolean plain = b > ' ' && b < 127 && b != ',' && b != '=' && b != ';' && b != '%';
            out.append(encoded || plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return out.toString();
    }

    private static boolean isHex(byte b) {
        return Character.digit(b, 16) >= 0;
    }
}
