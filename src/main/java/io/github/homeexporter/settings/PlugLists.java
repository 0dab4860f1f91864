package io.github.homeexporter.settings;

import io.github.homeexporter.net.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Lists of plugs, in which a part that is wrong costs itself only. */
public final class PlugLists {
    private static final Map<String, Predicate<String>> ADDRESSES = Map.of(
            "tapo.plug-devices",
            text -> HostPort.of(text, 1).filter(HostPort::isOfUrl).isPresent()
                    && text.chars().allMatch(c -> c < 128),
            "tapo.discovery-target",
            text -> text.matches("[A-Za-z0-9.:-]+"));
    private static final String ACCOUNTS = "tapo.device-credentials";

    private PlugLists() {}

    /** Leaves out what is wrong, each with a finding, also in a copied route's settings. */
    public static void settle(Settings settings) {
        for (Setting setting : List.copyOf(settings.all())) {
            String key = settings.shippedNameOf(setting.key());
            if (ADDRESSES.containsKey(key)) {
                keep(settings, setting, setting.value().strip().split("[,\\s]+"), ",", ADDRESSES.get(key));
            } else if (key.equals(ACCOUNTS)) {
                keep(
                        settings,
                        setting,
                        setting.value().split("\\R"),
                        "\n",
                        line -> line.isBlank() || line.strip().split("\\s+", 3).length == 3);
            }
        }
    }

    private static void keep(
            Settings settings, Setting setting, String[] parts, String between, Predicate<String> isRight) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isBlank() && kept.contains(parts[i])) {
                settings.found(setting.key(), twice(between, parts[i], i + 1));
            } else if (parts[i].isEmpty() || isRight.test(parts[i])) {
                kept.add(parts[i]);
            } else {
                settings.found(setting.key(), said(between, parts[i], i + 1));
            }
        }
        if (kept.size() < parts.length) {
            settings.change(setting.key(), String.join(between, kept));
        }
    }

    private static String twice(String between, String part, int number) {
        return (between.equals(",") ? "\"" + part + "\"" : "line " + number) + " stands there twice; once is enough";
    }

    /** Of accounts the number of the line only: the line holds a password. */
    private static String said(String between, String part, int number) {
        return between.equals(",")
                ? "\"" + part + "\" is not an address; allowed: 192.168.1.20, plug.lan or, of a plug, host:port; it is"
                        + " left out, the others hold"
                : "line " + number + " is not complete; allowed: address or MAC address, user name, password,"
                        + " separated by blanks; it is left out, the others hold";
    }
}
