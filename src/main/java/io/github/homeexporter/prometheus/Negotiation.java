package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /**
     * An Accept or Accept-Encoding header, read as RFC 9110 §12.5 has it. It comes from outside: whatever stands in it, reading
     * never fails; what makes no sense is passed over.
     */
    static final class Preferences {
        /**
         * @param name media range or coding, lower case
         * @param parameters without q, names lower case
         * @param weight 0 (not wanted) to 1
         */
        record Item(String name, Map<String, String> parameters, double weight) {}

        private final String text;
        private int at;

        private Preferences(String text) {
            this.text = text;
        }

        static List<Item> read(String header) {
            List<Item> items = new ArrayList<>();
            if (header == null) {
                return items;
            }
            Preferences reader = new Preferences(header);
            while (reader.at < header.length()) {
                Item item = reader.item();
                if (!item.name().isEmpty()) {
                    items.add(item);
                }
            }
            return items;
        }

        private Item item() {
            String name = token(",;").strip().toLowerCase(Locale.ROOT);
            Map<String, String> parameters = new HashMap<>();
            double weight = 1;
            while (at < text.length() && text.charAt(at) == ';') {
                at++;
                String key = token(",;=").strip().toLowerCase(Locale.ROOT);
                String value = "";
                if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    value = value();
                }
                if (key.equals("q")) {
                    weight = weight(value);
                } else if (!key.isEmpty()) {
                    parameters.put(key, value);
                }
            }
            at++;
            return new Item(name, parameters, weight);
        }

        private String token(String ends) {
            int from = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private String value() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length() || text.charAt(at) != '"') {
                return token(",;").strip();
            }
            StringBuilder quoted = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                quoted.append(text.charAt(at));
            }
            token(",;");
            return quoted.toString();
        }

        /** A weight that is none counts as 0: whoever writes it cannot be said to want it. */
        private static double weight(String q) {
            if (q.isEmpty() || q.length() > 5) {
                return 0;
            }
            for (int i = 0; i < q.length(); i++) {
                char c = q.charAt(i);
                if (i == 1 ? c != '.' : c < '0' || c > '9') {
                    return 0;
                }
            }
            return Math.min(1, Double.parseDouble(q));
        }
    }
}
