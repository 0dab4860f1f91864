package io.github.homeexporter.status;

import java.util.Locale;

/** The state of the whole. */
enum Verdict {
    HEALTHY,
    /** Something needs a look; most of it works. */
    DEGRADED,
    /** Nothing that was configured answers. */
    UNHEALTHY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
