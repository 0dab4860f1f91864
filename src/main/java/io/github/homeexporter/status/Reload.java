package io.github.homeexporter.status;

import java.util.Map;

/** Reads the settings again; bound in the registry by who has them, and only where they can change. */
public interface Reload {
    /** Takes effect before it returns. @return what changed, what restarted, what needs a restart, what is wrong; no secret */
    Map<String, Object> now();
}
