package io.github.homeexporter.status;

import io.github.homeexporter.sample.SampleStore;

/** A further part of the health page's JSON, bound in the registry by who knows it. */
public interface HealthDetail {
    /** Its name there. */
    String key();

    /** A list or a map of lists, maps, texts and numbers; left out when empty. */
    Object of(SampleStore store);
}
