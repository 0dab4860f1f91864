package io.github.homeexporter.host.proc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestNameTest {
    @Test
    void groupsAreGuestsByTheirNumber() {
        assertThat(GuestName.ofContainerGroup("101").key()).isEqualTo("lxc/101");
        assertThat(GuestName.ofMachineGroup("200.scope").key()).isEqualTo("qemu/200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "99", "101-1", "web", "0101", "1234567890", "101.scope", "ns"})
    void whatIsNoNumberOfAContainerIsNone(String directory) {
        assertThat(GuestName.ofContainerGroup(directory)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".scope", "200", "vm.scope", "200.slice"})
    void whatIsNoNumberOfAMachineIsNone(String directory) {
        assertThat(GuestName.ofMachineGroup(directory)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"veth101i0, lxc/101, net0", "tap200i12, qemu/200, net12"})
    void interfacesAreCardsOfGuests(String device, String guest, String name) {
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
    void otherInterfacesAreNone(String device) {
        assertThat(GuestName.Card.of(device)).isNull();
    }
}
