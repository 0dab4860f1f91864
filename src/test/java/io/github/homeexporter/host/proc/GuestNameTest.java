package io.github.homeexporter.host.proc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestNameTest {
    @Test
    void groups_are_guests_by_their_number() {
        assertThat(GuestName.ofContainerGroup("101").key()).isEqualTo("lxc/101");
        assertThat(GuestName.ofMachineGroup("200.scope").key()).isEqualTo("qemu/200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "99", "101-1", "web", "0101", "1234567890", "101.scope", "ns"})
    void what_is_no_number_of_a_container_is_none(String directory) {
        assertThat(GuestName.ofContainerGroup(directory)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".scope", "200", "vm.scope", "200.slice"})
    void what_is_no_number_of_a_machine_is_none(String directory) {
        assertThat(GuestName.ofMachineGroup(directory)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"veth101i0, lxc/101, net0", "tap200i12, qemu/200, net12"})
    void interfaces_are_cards_of_guests(String device, String guest, String name) {
        GuestName.Card card = GuestName.Card.of(device);
        assertThat(card.guest().key()).isEqualTo(guest);
        assertThat(card.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "veth",
                "tap",
                "vethb7c1d2e",
                "fwpr101p0",
                "tap0",
                "veth101i",
                "veth101i0.5",
                "vmbr0",
                "tapi0"
            })
    void other_interfaces_are_none(String device) {
        assertThat(GuestName.Card.of(device)).isNull();
    }
}
