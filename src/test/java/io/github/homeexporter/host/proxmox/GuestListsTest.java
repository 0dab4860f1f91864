package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.proxmox.CommandReading.GuestLists;
import java.util.List;
import org.junit.jupiter.api.Test;

/** pct prints "%-10s %-10s %-12s %-20s", qm "%10s %-20s %-10s %-10s %12s %-10s". */
class GuestListsTest {
    private static final String PCT = String.format("%-10s %-10s %-12s %-20s%n", "VMID", "Status", "Lock", "Name");

    private static String pct(String id, String status, String lock, String name) {
        return String.format("%-10s %-10s %-12s %-20s%n", id, status, lock, name);
    }

    @Test
    void a_blank_lock_is_no_name_and_a_lock_is_none() {
        List<PveEntry> guests = GuestLists.ofPct(
                PCT
                        + pct("101", "running", "", "pantry-db")
                        + pct("102", "stopped", "backup", "db")
                        + pct("103", "stopped", "snapshot-delete", "herbs")
                        + pct("104", "stopped", "backup", ""),
                "larder");
        assertThat(guests).extracting(guest -> guest.text("name")).containsExactly("pantry-db", "db", "herbs", "");
        assertThat(guests)
                .extracting(guest -> guest.text("lock"))
                .containsExactly("", "backup", "snapshot-delete", "backup");
        assertThat(guests)
                .extracting(guest -> guest.text("id"))
                .containsExactly("lxc/101", "lxc/102", "lxc/103", "lxc/104");
        assertThat(guests).allMatch(guest -> guest.text("node").equals("larder"));
    }

    @Test
    void machines_are_read_from_the_end_so_that_one_without_a_name_is_read_too() {
        String format = "%10s %-20s %-10s %-10s %12s %-10s%n";
        List<PveEntry> guests = GuestLists.ofQm(
                String.format(format, "VMID", "NAME", "STATUS", "MEM(MB)", "BOOTDISK(GB)", "PID")
                        + String.format(format, "200", "hearth", "running", "4096", "32.00", "1234")
                        + String.format(
                                format, "201", "a-name-much-longer-than-its-column", "stopped", "512", "8.00", "0")
                        + String.format(format, "202", "VM 202", "stopped", "512", "0.00", "0"),
                "larder");
        assertThat(guests)
                .extracting(guest -> guest.text("name"))
                .containsExactly("hearth", "a-name-much-longer-than-its-column", "VM 202");
        assertThat(guests).extracting(guest -> guest.text("status")).containsExactly("running", "stopped", "stopped");
        assertThat(guests.get(0).number("maxmem")).isEqualTo(4_294_967_296.0);
        assertThat(guests.get(0).number("maxdisk")).isEqualTo(34_359_738_368.0);
    }

    @Test
    void no_guests_and_other_words_are_an_empty_list() {
        assertThat(GuestLists.ofPct("", "larder")).isEmpty();
        assertThat(GuestLists.ofPct(PCT, "larder")).isEmpty();
        assertThat(GuestLists.ofPct("ipcc_send_rec failed: Connection refused\n", "larder"))
                .isEmpty();
        assertThat(GuestLists.ofQm("\n\n", "larder")).isEmpty();
    }
}
