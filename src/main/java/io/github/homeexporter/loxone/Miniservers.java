package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.loxone.state.SeriesNames;
import io.github.homeexporter.loxone.state.SeriesNames.LegacyNames;
import io.github.homeexporter.loxone.state.SeriesNames.StandardNames;
import io.github.homeexporter.loxone.structure.Control.PlacedState;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.loxone.structure.Meanings;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
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

    /** What of a structure file is exported under which names, and what is not and why: for people. */
    static final class StructureListing {
        private static final String TEXT = "a text; include-text-values=true exports it";

        private final Structure structure;
        private final ExportScope exposition;
        private final List<String> lines = new ArrayList<>();
        private final List<PlacedState> exported = new ArrayList<>();

        private StructureListing(Structure structure, ExportScope exposition) {
            this.structure = structure;
            this.exposition = exposition;
        }

        static List<String> of(Structure structure, ExportScope exposition) {
            StructureListing listing = new StructureListing(structure, exposition);
            listing.write();
            return listing.lines;
        }

        private void write() {
            List<PlacedState> slots = structure.placed();
            lines.add(exposition.device() + ": Miniserver " + exposition.miniserver() + " ("
                    + structure.miniserver().generation() + ", serial "
                    + structure.miniserver().serial() + "), structure file of " + structure.lastModified());
            List<String> leftOut = new ArrayList<>();
            for (PlacedState slot : slots) {
                String why = objection(slot);
                if (why.isEmpty()) {
                    exported.add(slot);
                } else {
                    leftOut.add("  left out  " + where(slot) + ": " + why);
                }
            }
            Meanings meanings = new Meanings(structure);
            if (exposition.naming().legacy()) {
                series(new LegacyNames(exposition.labels(), meanings));
            }
            if (exposition.naming().standard()) {
                series(new StandardNames(
                        exposition.labels(), meanings, structure.miniserver().fahrenheit()));
            }
            structure
                    .globalStates()
                    .forEach(global -> lines.add("  exported  loxone_global_state, state " + global.name()));
            structure
                    .placedBlocks()
                    .forEach(slot -> lines.add("  exported  loxone_block_state, "
                            + slot.place().control().type() + " "
                            + slot.place().control().name() + ", state "
                            + slot.state().name()));
            structure.weather().states().keySet().forEach(what -> lines.add("  exported  loxone_weather_*, " + what));
            lines.addAll(leftOut);
            if (structure.skippedStates() > 0) {
                lines.add("  " + structure.skippedStates()
                        + " states are not looked at: their UUID cannot be read, or they are more than max-states");
            }
            lines.add("  " + slots.size() + " states of controls: " + exported.size() + " exported, " + leftOut.size()
                    + " left out");
        }

        private String objection(PlacedState slot) {
            String filter = exposition.filter().objection(slot.place(), slot.state());
            boolean hiddenText = slot.place().control().isTextOnly() && !exposition.includeTextValues();
            return filter.isEmpty() && hiddenText ? TEXT : filter;
        }

        private void series(SeriesNames names) {
            Series[] all = names.unique(exported);
            for (int i = 0; i < all.length; i++) {
                boolean text = exported.get(i).place().control().isTextOnly();
                Series shown = text ? Series.of(names.texts(), all[i].labels()) : all[i];
                lines.add("  exported  " + shown);
            }
        }

        /** {@code Living/Lights/Lamp, Dimmer, state position}. */
        private static String where(PlacedState slot) {
            Where place = slot.place();
            String path = place.path().isEmpty() ? "" : "/" + place.path();
            return (place.room().isEmpty() ? "" : place.room() + "/")
                    + place.top().control().name() + path + ", "
                    + place.control().type() + ", state "
                    + slot.state().name();
        }
    }
}
