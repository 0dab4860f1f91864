package io.github.homeexporter.formats;

import java.util.function.Supplier;

/**
 * Whether something was edited: looked at, not subscribed to, which also sees what an editor renames into place and what a
 * container mounts. An edit counts when it has been the same for two looks, so that half a file is not read.
 */
public final class EditWatch {
    private final Supplier<?> version;
    private Object known;
    private Object seen;

    private EditWatch(Supplier<?> version, Object known, Object seen) {
        this.version = version;
        this.known = known;
        this.seen = seen;
    }

    /**
     * What lies there now is known.
     *
     * @param version equal to the one before as long as nothing was edited
     */
    public static EditWatch of(Supplier<?> version) {
        Object now = version.get();
        return new EditWatch(version, now, now);
    }

    /**
     * What lies there at the first look counts at once.
     *
     * @param nothing the version when nothing lies there, which is no edit
     */
    public static <T> EditWatch from(T nothing, Supplier<T> version) {
        return new EditWatch(version, nothing, null);
    }

    /** Looks; true once for each edit. */
    public boolean hasSettledAnew() {
        Object now = version.get();
        boolean settled = seen == null || now.equals(seen);
        seen = now;
        if (!settled || now.equals(known)) {
            return false;
        }
        known = now;
        return true;
    }

    /** Whether the last look saw an edit that does not count yet: to be looked at again soon. */
    public boolean isUnsettled() {
        return !known.equals(seen);
    }

    /** What lies there now is known, whatever was seen: for what is another thing to look at than before. */
    public void begin() {
        known = version.get();
        seen = known;
    }
}
