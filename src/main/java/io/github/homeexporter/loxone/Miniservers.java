package io.github.homeexporter.loxone;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The Miniservers of a program, for who wants to look into their structure files. Bound in the registry by them. */
public final class Miniservers {
    private final Map<String, LoxoneSession> sessions = new ConcurrentSkipListMap<>();

    /** Before its first connection. */
    void add(LoxoneSession session) {
        session.keepStructure();
        sessions.put(session.settings().exposition().device(), session);
    }

    /** By device, one line each: what would be exported and what not and why. Only of those whose structure file is there. */
    public Map<String, List<String>> listings() {
        Map<String, List<String>> listings = new TreeMap<>();
        sessions.forEach((device, session) -> session.structure()
                .ifPresent(structure -> listings.put(
                        device,
                        StructureListing.of(structure, session.settings().exposition()))));
        return listings;
    }
}
