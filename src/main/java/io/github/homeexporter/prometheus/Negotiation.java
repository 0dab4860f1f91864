package io.github.homeexporter.prometheus;

import java.util.List;

/** Which answer suits a scraper. There is always one: nobody gets a 406. */
final class Negotiation {
    private Negotiation() {}

    /** OpenMetrics when it is named, in version 1.0.0 or none, and nothing else is wanted more; else the text format. */
    static Format format(String accept) {
        double openMetrics = 0;
        double text = 0;
        int specific = 0;
        for (Preferences.Item item : Preferences.read(accept)) {
            String version = item.parameters().getOrDefault("version", "");
            if (item.name().equals("application/openmetrics-text")) {
                if (version.isEmpty() || version.equals("1.0.0")) {
                    openMetrics = Math.max(openMetrics, item.weight());
                }
                continue;
            }
            int how = specificity(item.name());
            boolean known = how < 3 || version.isEmpty() || version.equals("0.0.4");
            if (how > 0 && known && how >= specific) {
                text = how == specific ? Math.max(text, item.weight()) : item.weight();
                specific = how;
            }
        }
        return openMetrics > 0 && openMetrics >= text ? Format.OPENMETRICS : Format.TEXT;
    }

    private static int specificity(String mediaRange) {
        return switch (mediaRange) {
            case "text/plain" -> 3;
            case "text/*" -> 2;
            case "*/*" -> 1;
            default -> 0;
        };
    }

    /** Whether the answer may be compressed, and the scraper does not rather have it plain. */
    static boolean gzip(String acceptEncoding) {
        List<Preferences.Item> items = Preferences.read(acceptEncoding);
        double any = weight(items, "*", 0);
        double gzip = Math.max(weight(items, "gzip", -1), weight(items, "x-gzip", -1));
        double wanted = gzip < 0 ? any : gzip;
        return wanted > 0 && wanted >= weight(items, "identity", 0);
    }

    private static double weight(List<Preferences.Item> items, String coding, double absent) {
        return items.stream()
                .filter(item -> item.name().equals(coding))
                .mapToDouble(Preferences.Item::weight)
                .max()
                .orElse(absent);
    }
}
