package io.github.homeexporter.obis.telegram;

import java.util.Map;
import java.util.TreeMap;

/** What a telegram gives, by name and labels. */
final class TelegramValues {
    private TelegramValues() {}

    static Map<String, Double> values(byte[] bytes) throws BrokenTelegram {
        Map<String, Double> values = new TreeMap<>();
        Telegram.read(bytes)
                .forEach(sample -> values.put(
                        sample.get("name").toString() + sample.get("labels"),
                        ((Number) sample.get("value")).doubleValue()));
        return values;
    }
}
