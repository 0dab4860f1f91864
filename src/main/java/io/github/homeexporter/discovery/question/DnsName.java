package io.github.homeexporter.discovery.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name of DNS as its labels: one may hold blanks and dots, as that of a service that its owner named "Küche 1.OG".
 *
 * @param labels of at most 63 bytes each
 */
public record DnsName(List<String> labels) {
    public DnsName {
        labels = List.copyOf(labels);
    }

    /** @param dotted without a dot within a label */
    public static DnsName of(String dotted) {
        return new DnsName(List.of(dotted.split("\\.")));
    }

    /** Its first label, empty for the root. */
    public String first() {
        return labels.isEmpty() ? "" : labels.get(0);
    }

    /** What stands behind its first label. */
    public DnsName parent() {
        return new DnsName(labels.subList(Math.min(1, labels.size()), labels.size()));
    }

    /** To compare by: upper and lower case are the same. */
    public DnsName folded() {
        List<String> lower = new ArrayList<>();
        labels.forEach(label -> lower.add(label.toLowerCase(Locale.ROOT)));
        return new DnsName(lower);
    }
}
