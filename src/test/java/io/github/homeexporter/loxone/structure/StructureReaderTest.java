package io.github.homeexporter.loxone.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.state.ModelBuilder;
import io.github.homeexporter.loxone.structure.Control.Formats;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.Structure.MiniserverInfo;
import io.github.homeexporter.loxone.structure.StructureReader.StructureException;
import io.github.homeexporter.sample.Naming;
import java.lang.management.ManagementFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureReaderTest {
    @Test
    void what_matters_is_read() {
        Structure house = House.structure();
        assertThat(house.lastModified()).isEqualTo("2026-01-10 13:24:37");
        assertThat(house.miniserver()).isEqualTo(new MiniserverInfo("504F94AABBCC", "Home", "2", false));
        assertThat(house.rooms()).hasSize(2).containsValue("Living");
        assertThat(house.categories()).hasSize(3).containsValue("Energy");
        assertThat(house.globalStates()).extracting(StateRef::name).containsExactly("operatingMode", "sunrise");
        assertThat(house.operatingModes()).containsEntry(-10, "Alarm").hasSize(4);
        assertThat(house.weather().states()).containsKeys("actual", "forecast");
        assertThat(house.skippedStates()).isZero();
        assertThat(house.controls().stream().mapToInt(Control::count).sum()).isEqualTo(House.CONTROLS);
    }

    @Test
    void sub_controls_are_read_at_any_depth() {
        Control heating = control(House.structure(), "Heating");
        Control plan = heating.subControls().get(0);
        assertThat(plan.subControls().get(0).states())
                .extracting(StateRef::name)
                .containsExactly("entries", "count");
    }

    @Test
    void list_of_states_is_numbered() {
        assertThat(control(House.structure(), "Heating").states())
                .contains(new StateRef("temperatures[1]", House.SECOND_OF_LIST));
    }

    @Test
    void formats_and_counters_are_read_from_details_and_statistics() {
        Formats formats = control(House.structure(), "Grid").formats();
        assertThat(formats.details()).containsEntry("actualFormat", "%.3fkW");
        assertThat(formats.outputs()).containsEntry("total", "%.1fkWh");
        assertThat(formats.accumulated()).containsExactly("total");
    }

    @Test
    void state_without_readable_uuid_is_skipped_and_counted() throws StructureException {
        Structure structure = StructureReader.read(
                "{\"controls\":{\"a\":{\"name\":\"x\",\"states\":{\"a\":\"?\",\"b\":7,\"c\":[\"?\",{},null],"
                        + "\"d\":\"1a2b3c4d-0001-1111-ffff000000000001\"}}}}",
                10);
        assertThat(structure.controls().get(0).states())
                .extracting(StateRef::name)
                .containsExactly("d");
        assertThat(structure.skippedStates()).isEqualTo(2);
    }

    @Test
    void states_beyond_the_limit_are_skipped_and_counted() throws StructureException {
        Structure structure = StructureReader.read(House.text(), 5);
        assertThat(ModelBuilder.build(structure, House.exposition(Naming.LEGACY))
                        .states())
                .isEqualTo(5);
        assertThat(structure.skippedStates()).isPositive();
    }

    @Test
    void odd_shapes_are_no_fault() throws StructureException {
        Structure structure = StructureReader.read(
                "{\"lastModified\":5,\"msInfo\":[],\"rooms\":{\"a\":1,\"b\":{\"name\":null}},\"cats\":null,"
                        + "\"globalStates\":\"x\",\"operatingModes\":{\"x\":\"y\",\"99999999999\":\"z\"},"
                        + "\"weatherServer\":{\"states\":{\"actual\":7},\"format\":[]},"
                        + "\"controls\":{\"a\":1,\"b\":{\"name\":7,\"type\":null,\"states\":[],\"details\":{\"format\":{}},"
                        + "\"statisticV2\":{\"groups\":{\"a\":[]}},\"statistic\":{\"outputs\":[1,[2],{\"uuid\":{}}]},"
                        + "\"subControls\":{\"c\":[{}]}}}}",
                10);
        assertThat(structure.controls()).hasSize(1);
        assertThat(structure.operatingModes()).isEmpty();
        assertThat(structure.weather().states()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; structure file: not a JSON object",
                "[]; structure file: not a JSON object",
                "{}; structure file: it has no controls object",
                "{\"controls\":[]}; structure file: it has no controls object",
                "{\"controls\":{; structure file: not JSON at line 1",
                "{\"controls\":{}; structure file: not JSON at line 1",
                "secret; structure file: not JSON at line 1"
            })
    void anything_else_is_a_fault_that_names_the_place_not_the_content(String text, String message) {
        assertThatThrownBy(() -> StructureReader.read(text, 10))
                .isInstanceOf(StructureException.class)
                .hasMessageStartingWith(message)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void nesting_bomb_is_a_fault() {
        String bomb = "{\"controls\":" + "{\"subControls\":".repeat(100_000);
        assertThatThrownBy(() -> StructureReader.read(bomb, 10))
                .isInstanceOf(StructureException.class)
                .hasMessageContaining("nested too deep");
    }

    @Property(tries = 500)
    void any_cut_of_a_real_file_is_read_or_a_fault(
            @ForAll @IntRange(max = 7_500) int at, @ForAll @StringLength(max = 20) String put) {
        String house = House.text();
        int from = Math.min(at, house.length());
        assertReadOrFault(house.substring(0, from));
        assertReadOrFault(
                house.substring(0, from) + put + house.substring(Math.min(from + put.length(), house.length())));
    }

    private static void assertReadOrFault(String text) {
        try {
            assertThat(ModelBuilder.build(StructureReader.read(text, 1_000), House.exposition(Naming.BOTH))
                            .states())
                    .isNotNegative();
        } catch (StructureException e) {
            assertThat(e).hasMessageStartingWith("structure file: ");
        }
    }

    @Test
    void file_of_sixty_four_mebibytes_costs_little_more_than_itself() throws StructureException {
        StringBuilder big = new StringBuilder(64 << 20).append("{\"controls\":{");
        String links = "\"0f869a64-0200-0a9b-ffffd4c75dbaf53c\",".repeat(500) + "\"\"";
        int controls = 0;
        while (big.length() < (64 << 20) - 30_000) {
            big.append(controls == 0 ? "" : ",")
                    .append("\"c")
                    .append(controls)
                    .append("\":{\"name\":\"n")
                    .append(controls)
                    .append("\",\"type\":\"InfoOnlyAnalog\",\"details\":{\"format\":\"%.1f\"},\"links\":[")
                    .append(links)
                    .append("],\"states\":{\"value\":\"")
                    .append(House.uuid(controls % 0xffff))
                    .append("\"}}");
            controls++;
        }
        String text = big.append("}}").toString();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Structure structure = StructureReader.read(text, 100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(structure.controls()).hasSize(controls);
        assertThat(allocated).isLessThan(text.length() / 4);
    }

    private static Control control(Structure structure, String name) {
        return structure.controls().stream()
                .filter(control -> control.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
