package io.github.homeexporter.replaced;

import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code isg.mode} says, in today's words: routes compare it with a word, so a wrong one must not reach them. */
public final class IsgMode {
    static final String KEY = "isg.mode";
    private static final String URL = "isg.url";
    private static final String MODBUS_HOST = "isg.modbus-host";
    private static final String WEB = "web";
    private static final Pattern HOST = Pattern.compile("^(?:https?://)?(\\[[^]]+]|[^/:@\\s]+)(?:[:/]|$)");
    private static final Set<String> WORDS = Set.of(WEB, "modbus", "both");

    private IsgMode() {}

    /** isg_exporter's webscraping means web; anything else that is no mode is a finding, and web. */
    public static void settle(Settings settings) {
        settings.setting(KEY).ifPresent(mode -> {
            String word = mode.value().strip().toLowerCase(Locale.ROOT);
            if (word.isEmpty()) {
                return; // whatever has an address
            }
            if (word.equals("webscraping")) {
                word = WEB;
            }
            if (!WORDS.contains(word)) {
                settings.found(
                        mode.origin(), KEY + "=\"" + mode.value() + "\"; allowed: web, modbus, both; using " + WEB);
                word = WEB;
            }
            settings.change(KEY, word);
            if (!word.equals(WEB)) {
                modbusHost(settings);
            }
        });
    }

    /** The ISG that has the pages is the one that speaks Modbus, unless another is named. */
    private static void modbusHost(Settings settings) {
        Matcher host = HOST.matcher(settings.get(URL).strip());
        boolean unnamed = settings.setting(MODBUS_HOST)
                .filter(setting -> setting.value().isBlank())
                .isPresent();
        if (unnamed && host.find()) {
            Setting url = settings.setting(URL).orElseThrow();
            settings.put(new Setting(MODBUS_HOST, host.group(1), url.origin(), url.source()));
        }
    }
}
