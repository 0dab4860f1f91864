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
    /** A state is not sent before this time. */
    public long notBefore = NEVER;
    /** Whether its discovery must go out before the next state: the state would be read in the old unit. */
    public boolean outdated;
    /** The last state that was no zero, null where none was heard yet, and since when zero is held back. */
    public String before;

    public long zeroSince = NEVER;

    public Known(Entity entity, List<Series> sources) {
        this.entity = entity;
        this.sources = sources;
    }

    /** Its state is to be said again, changed or not. */
    public void sayAgain() {
        sent = null;
        sentAt = NEVER;
    }
}
