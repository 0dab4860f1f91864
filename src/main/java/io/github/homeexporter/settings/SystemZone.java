package io.github.homeexporter.settings;

import java.util.Map;
import java.util.TimeZone;

/** The variable {@code TZ}: Java takes UTC without a word where it does not know the zone. */
public final class SystemZone {
    private static final String UTC = "(?i)(etc/)?(gmt|utc|uct|z|zulu|greenwich|universal)([+-]?0)?";

    private SystemZone() {}

    public static void find(Settings settings, Map<String, String> environment) {
        String zone = environment.getOrDefault("TZ", "").strip();
        boolean file = zone.matches(":?/.*");
        boolean unknown =
                TimeZone.getTimeZone(zone.replaceFirst("^:", "")).getID().equals("GMT");
        if (!zone.isEmpty() && !file && !zone.matches(UTC) && unknown) {
            settings.found(
                    "TZ",
                    "\"" + zone
                            + "\" is no time zone that is known, so times are taken as UTC; allowed: as Europe/Berlin");
        }
    }
}
