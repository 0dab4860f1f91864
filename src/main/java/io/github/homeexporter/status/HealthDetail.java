package io.github.homeexporter.status;

import io.github.homeexporter.sample.SampleStore;
import java.util.Collection;

/** A further part of the health page's JSON, bound in the registry by who knows it. */
public interface HealthDetail {
    /** Its name there. */
    String key();

    /** Lists, maps, texts and numbers; left out when empty. */
    Collection<?> of(SampleStore store);
}
