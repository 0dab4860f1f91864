package io.github.homeexporter.loxone.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.structure.ControlFilter.FilterText;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FilterTextTest {
    @Test
    void names_are_separated_by_commas() {
        assertThat(FilterText.list(" Attic , Cellar,,")).containsExactly("Attic", "Cellar");
        assertThat(FilterText.list("")).isEmpty();
    }

    @Property
    void a_list_survives_being_one_line(@ForAll @Size(max = 5) List<@Chars({'a', ' ', ',', '*', '"'}) String> names) {
        List<String> plain =
                names.stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
        assertThat(FilterText.list(FilterText.join(plain))).isEqualTo(plain);
    }

    @Test
    void a_backslash_at_the_end_of_a_name_stays_there() {
        assertThat(FilterText.list(FilterText.join(List.of("a\\", "b")))).containsExactly("a\\", "b");
    }

    @Test
    void a_fault_quotes_the_entry_and_says_what_is_allowed() {
        assertThat(FilterText.faults("exclude-names", "Debug *,[z-a]"))
                .containsExactly("\"[z-a]\" is not a name pattern; allowed: *, ?, [abc], [!abc]");
        assertThat(FilterText.faults("include-uuids", "0f1e2d3c-0004-1a2b-ffff403fb0c34b9e/AI1,kitchen"))
                .singleElement()
                .asString()
                .startsWith("\"kitchen\" is no UUID; allowed:");
        assertThat(FilterText.faults("exclude-rooms", "[z-a]")).isEmpty();
    }
}
