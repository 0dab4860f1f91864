package io.github.homeexporter.sample;

import java.util.Locale;

/** Why the store does not take a series: each would break the whole exposition or flood it. */
enum Refusal {
    ILLEGAL_NAME("the metric name is not of the form [a-zA-Z_:][a-zA-Z0-9_:]*"),
    ILLEGAL_LABEL("a label name is not of the form [a-zA-Z_][a-zA-Z0-9_]* or starts with __"),
    RESERVED_NAME("names beginning with home_exporter_ or camel_, jvm_, process_ are the program's own"),
    TYPE_CONFLICT("the same name is already there with another type"),
    DUPLICATE_SERIES("another device already has a series of this name and these labels"),
    TOO_MANY_SERIES("the device has reached samples.max-series");

    final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
