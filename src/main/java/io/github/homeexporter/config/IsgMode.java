package io.github.homeexporter.config;

import java.util.Locale;
import java.util.Set;

/** What {@code isg.mode} says, in today's words: routes compare it with a word, so a wrong one must not reach them. */
final class IsgMode {
    static final String KEY = "isg.mode";
    private static final String WEB = "web";
    private static final Set<String> WORDS = Set.of(WEB, "modbus", "both");

    private IsgMode() {}

    /** isg_exporter's webscraping means web; anything else that is no mode is a finding, and web. */
    static void settle(Settings settings) {
        settings.setting(KEY).ifPresent(mode -> {
            String word = mode.value().strip().toLowerCase(Locale.ROOT);
            if (word.equals("webscraping") || word.isEmpty()) {
                word = WEB;
            }
            if (!WORDS.contains(word)) {
                settings.found(
                        mode.origin(), KEY + "=\"" + mode.value() + "\"; allowed: web, modbus, both; using " + WEB);
                word = WEB;
            }
            settings.put(new Setting(KEY, word, mode.origin(), mode.source()));
        });
    }
}
