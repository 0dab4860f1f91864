package io.github.homeexporter.sample;


import java.util.Locale;

/** Why the store does not take a series: each would break the whole exposition or flood it. */
enum RefusedSeries {
    ILLEGAL_NAME("the metric name is not of the form [a-zA-Z_:][a-zA-Z0-9_:]*", false),
    ILLEGAL_LABEL("a label name is not of the form [a-zA-Z_][a-zA-Z0-9_]* or starts with __", false),
    RESERVED_NAME("names beginning with home_exporter_ or camel_, jvm_, process_ are the program's own", false),
    TYPE_CONFLICT("the same name is already there with another type", true),
    DUPLICATE_SERIES("another device already has a series of this name and these labels", true),
    TOO_MANY_SERIES("the device has reached samples.max-series", true);

    final String sentence;

    /** Whether the same series may be taken once others have gone. */
    final boolean mayEnd;

    RefusedSeries(String sentence, boolean mayEnd) {
        this.sentence = sentence;
        this.mayEnd = mayEnd;
    }

    /** Why the device may not have this series whatever others have, or null. */
    static RefusedSeries of(Device device, Series series, Limits limits) {
        String name = series.family().name();
        if (!MetricFamily.isLegalName(name)) {
            return ILLEGAL_NAME;
        }
        if (!series.hasLegalLabels()) {
            return ILLEGAL_LABEL;
        }
        boolean foreignOwn =
                name.startsWith("home_exporter_") && !name.startsWith("home_exporter_" + device.kind() + "_");
        if (foreignOwn || name.startsWith("camel_") || name.startsWith("jvm_") || name.startsWith("process_")) {
            return RESERVED_NAME;
        }
        return device.slots.size() >= limits.maxSeries() ? TOO_MANY_SERIES : null;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
