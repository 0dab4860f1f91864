package io.github.homeexporter.homeassistant;

import io.github.homeexporter.sample.Series;
import java.util.List;

/** An entity that Home Assistant knows, or is about to. */
final class Known {
    static final long NEVER = Long.MIN_VALUE;

    Entity entity;
    List<Series> sources;
    /** When it was found missing while its device answered; {@link #NEVER} while it is there. */
    long missingSince = NEVER;

    String sent;
    long sentAt = NEVER;

    Known(Entity entity, List<Series> sources) {
        this.entity = entity;
        this.sources = sources;
    }
}
