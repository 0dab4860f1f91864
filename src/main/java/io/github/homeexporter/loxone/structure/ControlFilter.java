package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.words.Glob;
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

        public Lists {
            rooms = List.copyOf(rooms);
            categories = List.copyOf(categories);
            types = List.copyOf(types);
            names = List.copyOf(names);
            states = List.copyOf(states);
            uuids = List.copyOf(uuids);
        }
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

    private enum Criterion {
        ROOM("rooms", Lists::rooms) {
            @Override
            boolean matches(Lists lists, Where place, StateRef state) {
                return within(lists.rooms, place, Where::room);
            }
        },
        CATEGORY("categories", Lists::categories) {
            @Override
            boolean matches(Lists lists, Where place, StateRef state) {
                return within(lists.categories, place, Where::category);
            }
        },
        TYPE("types", Lists::types) {
            @Override
            boolean matches(Lists lists, Where place, StateRef state) {
                return within(lists.types, place, at -> at.control().type());
            }
        },
        NAME("names", Lists::names) {
            @Override
            boolean matches(Lists lists, Where place, StateRef state) {
                return ControlFilter.matches(lists.names, place);
            }
        },
        UUID("uuids", Lists::uuids) {
            @Override
            boolean matches(Lists lists, Where place, StateRef state) {
                return within(lists.uuids, place, at -> at.control().uuid())
                        || (!lists.uuids.isEmpty()
                                && lists.uuids.contains(state.uuid().toString()));
            }
        },
        STATE("states", Lists::states) {
            @Override
            boolean matches(Lists lists, Where place, StateRef state) {
                return hasState(lists.states, state);
            }
        };

        private final String setting;
        private final Function<Lists, List<?>> list;

        Criterion(String setting, Function<Lists, List<?>> list) {
            this.setting = setting;
            this.list = list;
        }

        abstract boolean matches(Lists lists, Where place, StateRef state);
    }

    /** One of a list of states is meant by the name of the list, too. */
    private static boolean hasState(List<String> names, StateRef state) {
        int bracket = state.name().indexOf('[');
        return names.contains(state.name())
                || (bracket > 0 && names.contains(state.name().substring(0, bracket)));
    }

    private static boolean within(List<String> list, Where place, Function<Where, String> what) {
        return !list.isEmpty() && any(place, at -> list.contains(what.apply(at)));
    }

    private static boolean matches(List<Glob> globs, Where place) {
        return !globs.isEmpty()
                && any(place, at -> globs.stream()
                        .anyMatch(glob -> glob.matches(at.control().name())));
    }

    private static boolean any(Where place, Predicate<Where> test) {
        for (Where at = place; at != null; at = at.parent()) {
            if (test.test(at)) {
                return true;
            }
        }
        return false;
    }
}
