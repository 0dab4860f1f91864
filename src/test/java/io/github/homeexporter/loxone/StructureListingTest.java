package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.Miniservers.StructureListing;
import io.github.homeexporter.loxone.structure.ControlFilter;
import io.github.homeexporter.sample.Naming;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureListingTest {
    private static final ControlFilter.Lists ALL = ControlFilter.Lists.EMPTY;

    @Test
    void every_state_is_listed_once_with_its_series_or_its_reason() {
        List<String> lines = StructureListing.of(House.structure(), House.exposition(Naming.LEGACY));
        long slots = House.structure().placed().size();
        long exported = lines.stream()
                .filter(line -> line.startsWith("  exported  loxone_control_"))
                .count();
        long leftOut =
                lines.stream().filter(line -> line.startsWith("  left out  ")).count();
        assertThat(exported + leftOut).isEqualTo(slots);
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("  " + slots + " states of controls: " + exported + " exported, " + leftOut + " left out");
        assertThat(lines.get(0)).startsWith("loxone: Miniserver home (");
    }

    @Test
    void a_filtered_state_names_the_filter_that_leaves_it_out() {
        ControlFilter filter = new ControlFilter(
                ALL,
                new ControlFilter.Lists(
                        List.of("Cellar"), List.of(), List.of("Dimmer"), List.of(), List.of(), List.of()));
        assertThat(StructureListing.of(House.structure(), House.filtered(filter)))
                .anyMatch(line -> line.startsWith("  left out  Cellar/Grid, Meter, state actual: exclude-rooms"))
                .anyMatch(line -> line.contains("/Lamp, Dimmer, state position: exclude-types"))
                .noneMatch(line -> line.startsWith("  exported") && line.contains("room=\"Cellar\""));
    }

    @Test
    void a_state_that_no_include_picks_names_that_list() {
        ControlFilter filter = new ControlFilter(
                new ControlFilter.Lists(List.of("Living"), List.of(), List.of(), List.of(), List.of(), List.of()), ALL);
        assertThat(StructureListing.of(House.structure(), House.filtered(filter)))
                .anyMatch(line -> line.contains("Cellar/Grid, Meter, state actual: include-rooms"));
    }

    @Test
    void a_text_is_left_out_until_texts_are_wanted() {
        assertThat(StructureListing.of(House.structure(), House.exposition(Naming.LEGACY)))
                .anyMatch(line -> line.endsWith("include-text-values=true exports it"));
        assertThat(StructureListing.of(House.structure(), House.withTexts(Naming.LEGACY)))
                .noneMatch(line -> line.contains("include-text-values"))
                .anyMatch(line -> line.startsWith("  exported  loxone_control_info{"));
    }

    @Test
    void a_session_keeps_its_structure_only_for_who_asked_before() {
        Miniservers miniservers = new Miniservers();
        LoxoneSession asked = new Sessions().open();
        LoxoneSession other = new Sessions().open();
        miniservers.add(asked);
        assertThat(miniservers.listings()).isEmpty();
        asked.structure(House.structure());
        other.structure(House.structure());
        assertThat(miniservers.listings()).containsOnlyKeys("loxone");
        assertThat(other.structure()).isEmpty();
    }
}
