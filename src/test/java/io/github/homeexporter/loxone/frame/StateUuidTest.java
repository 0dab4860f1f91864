package io.github.homeexporter.loxone.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.Wire;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateUuidTest {
    @Test
    void text_and_wire_form_are_the_same_state() {
        StateUuid wire =
                StateUuid.read(Wire.hex("649a860f00029b0affffd4c75dbaf53c").order(ByteOrder.LITTLE_ENDIAN), 0);
        assertThat(wire).hasToString("0f869a64-0200-0a9b-ffffd4c75dbaf53c");
        assertThat(StateUuid.parse("0f869a64-0200-0a9b-ffffd4c75dbaf53c")).contains(wire);
        assertThat(StateUuid.parse("0F869A64-0200-0A9B-FFFF-D4C75DBAF53C")).contains(wire);
    }

    @Property
    void what_is_printed_is_read_again(@ForAll long first, @ForAll long second) {
        StateUuid uuid = new StateUuid(first, second);
        assertThat(StateUuid.parse(uuid.toString())).contains(uuid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0f869a64-0200-0a9b-ffffd4c75dbaf53c/AI1",
                "0f869a64-0200-0a9b-ffffd4c75dbaf53",
                "0f869a64-0200-0a9b-gfffd4c75dbaf53c",
                "0f869a64_0200-0a9b-ffffd4c75dbaf53c",
                "0f869a64-0200-0a9b-ffffxd4c75dbaf53c",
                "+f869a64-0200-0a9b-ffffd4c75dbaf53c"
            })
    void anything_else_is_none(String text) {
        assertThat(StateUuid.parse(text)).isEmpty();
    }

    @Property
    void any_text_is_read_without_throwing(@ForAll String text) {
        assertThat(StateUuid.parse(text)).isNotNull();
    }
}
