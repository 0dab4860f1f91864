package io.github.homeexporter.sample;

/** One family as an output sees it: series in a fixed order, each with its newest number. */
public interface FamilyView {
    MetricFamily family();

    int size();

    Series series(int i);

    double value(int i);
}
