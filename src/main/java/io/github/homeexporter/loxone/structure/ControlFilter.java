package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.words.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which states are exported. Of each non-empty include list one entry must match, of no exclude list any may. Rooms, categories,
 * types, states and UUIDs are compared exactly, names by shell patterns, all case-sensitive. What holds for a control holds for
 * its sub-controls; a sub-control can be picked or left out alone by its own type, name or UUID.
 *
 * @param include what to keep, everything when empty
 * @param exclude what to leave out
 */
public record ControlFilter(Lists include, Lists exclude) {
    public static final ControlFilter NONE = new ControlFilter(Lists.EMPTY, Lists.EMPTY);

    /**
     * @param uuids of controls or of states
     */
    public record Lists(
            List<String> rooms,
            List<String> categories,
            List<String> types,
            List<Glob> names,
            List<String> states,
            List<String> uuids) {
        public static final Lists EMPTY = new Lists(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public boolean accepts(Where place, StateRef state) {
        return objection(place, state).isEmpty();
    }

    /** The filter that leaves the state out and what of it does: {@code exclude-rooms}; empty when it is exported. */
    public String objection(Where place, StateRef state) {
        for (Criterion criterion : Criterion.values()) {
            if (criterion.matches(exclude, place, state)) {
                return "exclude-" + criterion.setting;
            }
        }
        for (Criterion criterion : Criterion.values()) {
            if (!criterion.list.apply(include).isEmpty() && !criterion.matches(include, place, state)) {
                return "include-" + criterion.setting;
            }
        }
        return "";
    }

    private interface Match {
        boolean matches(Lists lists, Where place, StateRef state);
    }

    private enum Criterion {
        ROOM("rooms", Lists::rooms, (lists, place, state) -> within(lists.rooms, place, Where::room)),
        CATEGORY(
                "categories",
                Lists::categories,
                (lists, place, state) -> within(lists.categories, place, Where::category)),
        TYPE(
                "types",
                Lists::types,
                (lists, place, state) ->
                        within(lists.types, place, at -> at.control().type())),
        NAME(
                "names",
                Lists::names,
                (lists, place, state) -> any(place, at -> lists.names.stream()
                        .anyMatch(glob -> glob.matches(at.control().name())))),
        UUID(
                "uuids",
                Lists::uuids,
                (lists, place, state) ->
                        within(lists.uuids, place, at -> at.control().uuid())
                                || lists.uuids.contains(state.uuid().toString())),
        STATE("states", Lists::states, (lists, place, state) -> hasState(lists.states, state));

        private final String setting;
        private final Function<Lists, List<?>> list;
        private final Match match;

        Criterion(String setting, Function<Lists, List<?>> list, Match match) {
            this.setting = setting;
            this.list = list;
            this.match = match;
        }

        /** An empty list costs nothing: there are many states. */
        boolean matches(Lists lists, Where place, StateRef state) {
            return !list.apply(lists).isEmpty() && match.matches(lists, place, state);
        }
    }

    /** One of a list of states is meant by the name of the list, too. */
    private static boolean hasState(List<String> names, StateRef state) {
        int bracket = state.name().indexOf('[');
        return names.contains(state.name())
                || (bracket > 0 && names.contains(state.name().substring(0, bracket)));
    }

    private static boolean within(List<String> list, Where place, Function<Where, String> what) {
        return any(place, at -> list.contains(what.apply(at)));
    }

    private static boolean any(Where place, Predicate<Where> test) {
        for (Where at = place; at != null; at = at.parent()) {
            if (test.test(at)) {
                return true;
            }
        }
        return false;
    }

    /** Lists of names as one line of text: separated by commas, a comma within a name written as {@code \\,}, blanks around it left out. */
    public static final class FilterText {
        private FilterText() {}

        /** @param text null, as of an option that is not set, for none */
        public static List<String> list(String text) {
            return text == null
                    ? List.of()
                    : Arrays.stream(text.split("(?<!\\\\),", -1))
                            .map(entry -> entry.replace("\\,", ",").strip())
                            .filter(name -> !name.isEmpty())
                            .toList();
        }

        /** The opposite of {@link #list}. */
        public static String join(List<String> names) {
            // a blank, which does not count, keeps a backslash at the end away from the comma
            return names.stream()
                    .map(name -> name.replace(",", "\\,") + (name.endsWith("\\") ? " " : ""))
                    .collect(Collectors.joining(","));
        }

        /**
         * What is wrong with the entries of one filter setting.
         *
         * @param setting its name: what ends in {@code names} holds shell patterns, what ends in {@code uuids} UUIDs
         * @return one sentence each, empty when nothing is wrong
         */
        public static List<String> faults(String setting, String text) {
            List<String> faults = new ArrayList<>();
            for (String entry : list(text)) {
                if (setting.endsWith("names")) {
                    try {
                        Glob.of(entry);
                    } catch (IllegalArgumentException e) {
                        faults.add(e.getMessage());
                    }
                } else if (setting.endsWith("uuids") && !isUuid(entry)) {
                    faults.add("\"" + entry + "\" is no UUID; allowed: as in the structure file,"
                            + " 0f1e2d3c-0004-1a2b-ffff403fb0c34b9e, a sub-control's with /AI1 behind it");
                }
            }
            return faults;
        }

        private static boolean isUuid(String entry) {
            int slash = entry.indexOf('/');
            return StateUuid.parse(slash < 0 ? entry : entry.substring(0, slash))
                    .isPresent();
        }
    }
}
