package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.sample.Series;
import java.util.List;

/** An entity that Home Assistant knows, or is about to. */
public final class Known {
    public static final long NEVER = Long.MIN_VALUE;

    public Entity entity;
    public List<Series> sources;
    /** When it was found missing while its device answered; {@link #NEVER} while it is there. */
    public long missingSince = NEVER;

    public String sent;
    public long sentAt = NEVER;

    public Known(Entity entity, List<Series> sources) {
        this.entity = entity;
        this.sources = sources;
    }
}
