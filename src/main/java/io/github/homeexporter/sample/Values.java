package io.github.homeexporter.sample;

/** What a batch carries: text that still needs rules, or numbers that are ready for the store. */
public sealed interface Values permits Readings, Samples {
    int size();
}
