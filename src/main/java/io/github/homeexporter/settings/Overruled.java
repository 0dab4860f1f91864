package io.github.homeexporter.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Settings that have no effect while another one is as it is. */
public final class Overruled {
    /** Settings; the one that overrules them; its values that do. All are patterns of the whole. */
    private static final List<Rule> RULES = List.of(
            rule("lux[.](page|language)", "lux.protocol", "binary"),
            rule("mqtt[.]tls-(ca|certificate|key|insecure)", "mqtt.tls", "false|"),
            rule("mqtt[.]tls-ca", "mqtt.tls-insecure", "true"),
            rule("loxone[.](tls|tls-.*|ssl-port)", "loxone.encryption", "never"),
            rule("loxone[.](port|ssl-port)", "loxone.host", ".*loxonecloud[.](com|cn)/.*|50[:-]?4f[:-]?94[0-9a-f:-]*"),
            rule("loxone[.]port", "loxone.host", "https:.*"),
            rule("loxone[.]tls-(pin|ca|name|pin-file)", "loxone.tls", "insecure"),
            rule("loxone[.]token-file", "loxone.login", "hash"),
            rule("tapo[.](discovery-(interval|packets|target|interface)|forget-after)", "tapo.discovery", "false"),
            rule("isg[.](user|password|pages|timeout|rollover|login-pause|section-prefix)", "isg.mode", "modbus"),
            rule("otel[.](endpoint|interval|headers|protocol)", "otel.enabled", "false"),
            rule("host[.](?!enabled|url|proxmox).*", "host.enabled", "false"),
            rule("host[.]network-.*", "host.collectors", without("network")),
            rule("host[.]smart-.*|host[.]smartctl", "host.collectors", without("smart")),
            rule("host[.]unit-.*", "host.collectors", "(?!.*systemd).*|(.*,)?\\s*-systemd\\s*(,.*)?"),
            rule("host[.]textfile-.*", "host.collectors", without("textfile")));

    private record Rule(Pattern keys, String other, Pattern values) {}

    private Overruled() {}

    private static Rule rule(String keys, String other, String values) {
        return new Rule(Pattern.compile(keys), other, Pattern.compile("(?i)" + values));
    }

    /** A list that takes the collector out, or one of its own that has not got it. */
    private static String without(String collector) {
        return "(.*,)?\\s*-" + collector + "\\s*(,.*)?|(?!.*(" + collector + "|[+-])).+";
    }

    /** After words for true and false are settled. */
    public static void find(Settings settings) {
        for (Setting setting : List.copyOf(settings.all())) {
            if (isMeant(setting)
                    && settings.isChanged(setting.key())
                    && !setting.value().isBlank()) {
                one(settings, setting);
            }
        }
    }

    /** Written for this program: the variables of OpenTelemetry are everybody's, and those of replaced exporters stand there for them. */
    private static boolean isMeant(Setting setting) {
        return setting.source() == Setting.Source.PROPERTIES
                || (setting.source() == Setting.Source.ENVIRONMENT
                        && !setting.key().startsWith("otel."));
    }

    private static void one(Settings settings, Setting setting) {
        String shipped = settings.shippedNameOf(setting.key());
        for (Rule rule : RULES) {
            if (!rule.keys().matcher(shipped).matches()) {
                continue;
            }
            // of a copied route its own
            String own = setting.key().substring(0, setting.key().indexOf('.'))
                    + rule.other().substring(rule.other().indexOf('.'));
            String key = settings.setting(own).isPresent() ? own : rule.other();
            String value = settings.get(key).strip();
            if (rule.values().matcher(value).matches()) {
                settings.found(setting.key(), "has no effect: " + key + " is " + (value.isEmpty() ? "not set" : value));
                return;
            }
        }
    }
}
