package io.github.homeexporter.loxone;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which states are exported. Of each non-empty include list one entry must match, of no exclude list any may. Rooms, categories,
 * types, states and UUIDs are compared exactly, names by shell patterns, all case-sensitive. What holds for a control holds for
 * its sub-controls; a sub-control can be picked or left out alone by its own type, name or UUID.
 *
 * @param include what to keep, everything when empty
 * @param exclude what to leave out
 */
record ControlFilter(Lists include, Lists exclude) {
    static final ControlFilter NONE = new ControlFilter(Lists.EMPTY, Lists.EMPTY);

    /**
     * @param uuids of controls or of states
     */
    record Lists(
            List<String> rooms,
            List<String> categories,
            List<String> types,
            List<Glob> names,
            List<String> states,
            List<String> uuids) {
        static final Lists EMPTY = new Lists(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

        Lists {
            rooms = List.copyOf(rooms);
            categories = List.copyOf(categories);
            types = List.copyOf(types);
            names = List.copyOf(names);
            states = List.copyOf(states);
            uuids = List.copyOf(uuids);
        }
    }

    boolean accepts(Place place, StateRef state) {
        return !isExcluded(place, state) && isIncluded(place, state);
    }

    private boolean isExcluded(Place place, StateRef state) {
        return within(exclude.rooms, place, Place::room)
                || within(exclude.categories, place, Place::category)
                || within(exclude.types, place, at -> at.control().type())
                || matches(exclude.names, place)
                || within(exclude.uuids, place, at -> at.control().uuid())
                || exclude.uuids.contains(state.uuid().toString())
                || hasState(exclude.states, state);
    }

    private boolean isIncluded(Place place, StateRef state) {
        return (include.rooms.isEmpty() || within(include.rooms, place, Place::room))
                && (include.categories.isEmpty() || within(include.categories, place, Place::category))
                && (include.types.isEmpty()
                        || within(include.types, place, at -> at.control().type()))
                && (include.names.isEmpty() || matches(include.names, place))
                && (include.uuids.isEmpty()
                        || within(include.uuids, place, at -> at.control().uuid())
                        || include.uuids.contains(state.uuid().toString()))
                && (include.states.isEmpty() || hasState(include.states, state));
    }

    /** One of a list of states is meant by the name of the list, too. */
    private static boolean hasState(List<String> names, StateRef state) {
        int bracket = state.name().indexOf('[');
        return names.contains(state.name())
                || (bracket > 0 && names.contains(state.name().substring(0, bracket)));
    }

    private static boolean within(List<String> list, Place place, Function<Place, String> what) {
        return !list.isEmpty() && any(place, at -> list.contains(what.apply(at)));
    }

    private static boolean matches(List<Glob> globs, Place place) {
        return !globs.isEmpty()
                && any(place, at -> globs.stream()
                        .anyMatch(glob -> glob.matches(at.control().name())));
    }

    private static boolean any(Place place, Predicate<Place> test) {
        for (Place at = place; at != null; at = at.parent()) {
            if (test.test(at)) {
                return true;
            }
        }
        return false;
    }
}
