package io.github.homeexporter.loxone.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.state.MiniserverModel;
import io.github.homeexporter.loxone.state.ModelBuilder;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Glob;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ControlFilterTest {
    private static final ControlFilter.Lists ALL = ControlFilter.Lists.EMPTY;

    /** {@code name.state} of every control state that is exported. */
    private static Set<String> exported(ControlFilter.Lists include, ControlFilter.Lists exclude) {
        MiniserverModel model =
                ModelBuilder.build(House.structure(), House.filtered(new ControlFilter(include, exclude)));
        assertThat(model.states()).isEqualTo(House.STATES);
        assertThat(model.discovered()).isEqualTo(House.CONTROLS);
        Set<String> names = new TreeSet<>();
        for (Series series : model.series()) {
            if (series.family().name().equals("loxone_control_value")) {
                names.add(series.labels().get("name") + "." + series.labels().get("subcontrol"));
            }
        }
        return names;
    }

    private static ControlFilter.Lists rooms(String... rooms) {
        return new ControlFilter.Lists(List.of(rooms), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static ControlFilter.Lists types(String... types) {
        return new ControlFilter.Lists(List.of(), List.of(), List.of(types), List.of(), List.of(), List.of());
    }

    private static ControlFilter.Lists names(String... globs) {
        List<Glob> compiled = List.of(globs).stream().map(Glob::of).toList();
        return new ControlFilter.Lists(List.of(), List.of(), List.of(), compiled, List.of(), List.of());
    }

    private static ControlFilter.Lists states(String... states) {
        return new ControlFilter.Lists(List.of(), List.of(), List.of(), List.of(), List.of(states), List.of());
    }

    private static ControlFilter.Lists uuids(String... uuids) {
        return new ControlFilter.Lists(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(uuids));
    }

    @Test
    void rooms_are_compared_exactly() {
        assertThat(exported(rooms("Living"), ALL))
                .contains("Master.position", "Deep.count")
                .doesNotContain("Grid.actual");
        assertThat(exported(ALL, rooms("Living")))
                .contains("Grid.actual", "Air.value")
                .doesNotContain("Deep.count");
        assertThat(exported(rooms("living"), ALL)).isEmpty();
    }

    @Test
    void categories_are_compared_exactly() {
        ControlFilter.Lists energy =
                new ControlFilter.Lists(List.of(), List.of("Energy"), List.of(), List.of(), List.of(), List.of());
        assertThat(exported(energy, ALL))
                .contains("Grid.actual", "Boiler state.textAndIcon")
                .doesNotContain("Air.value");
    }

    @Test
    void excluded_control_takes_its_sub_controls_with_it() {
        assertThat(exported(ALL, types("LightControllerV2"))).doesNotContain("Master.position", "Lamp.position");
        assertThat(exported(ALL, names("Heat*"))).doesNotContain("Plan.value", "Deep.count");
    }

    @Test
    void sub_control_can_be_left_out_alone() {
        assertThat(exported(ALL, types("Dimmer")))
                .contains("Lights.activeMoodsNum")
                .doesNotContain("Lamp.position");
        assertThat(exported(ALL, names("[LP]a[!x]*")))
                .contains("Master.position")
                .doesNotContain("Lamp.position");
    }

    @Test
    void sub_control_can_be_picked_alone() {
        assertThat(exported(types("Dimmer"), ALL)).contains("Lamp.position").doesNotContain("Lights.activeMoodsNum");
    }

    @Test
    void included_control_brings_its_sub_controls() {
        assertThat(exported(names("Heating"), ALL))
                .containsExactly(
                        "Deep.count",
                        "Deep.entries",
                        "Heating.mode",
                        "Heating.tempActual",
                        "Heating.temperatures[0]",
                        "Heating.temperatures[1]",
                        "Plan.entriesAndDefaultValue",
                        "Plan.value");
    }

    @Test
    void states_are_compared_by_name_lists_by_theirs() {
        assertThat(exported(states("temperatures", "step"), ALL))
                .containsExactly("Heating.temperatures[0]", "Heating.temperatures[1]", "Lamp.step", "Master.step");
        assertThat(exported(ALL, states("temperatures[0]")))
                .contains("Heating.temperatures[1]")
                .doesNotContain("Heating.temperatures[0]");
    }

    @Test
    void uuids_are_those_of_controls_or_states() {
        assertThat(exported(uuids("1a2b3c4d-0025-1111-ffff000000000025", House.AIR.toString()), ALL))
                .contains("Grid.total", "Air.value")
                .hasSize(6);
        assertThat(exported(ALL, uuids("1a2b3c4d-0025-1111-ffff000000000025"))).doesNotContain("Grid.total");
    }

    @Test
    void exclude_wins_over_include() {
        assertThat(exported(rooms("Living"), names("Heating")))
                .contains("Lamp.step")
                .doesNotContain("Plan.value");
    }
}
