package io.github.homeexporter.loxone.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.state.StatusDocument.SystemNumbers;
import io.github.homeexporter.sample.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusDocumentTest {
    private static List<String> read(String inside) {
        return StatusDocument.read("<Status Modified=\"x\">" + inside + "</Status>", Map.of("miniserver", "home"))
                .map(Samples::toString)
                .orElseThrow()
                .lines()
                .toList();
    }

    @Test
    void an_air_device_says_battery_signal_and_when_it_was_heard() {
        assertThat(
                        read(
                                "<AirDevice Type=\"Valve\" Name=\"V\" Place=\"Bath\" Inst=\"Window\" Serial=\"50:4F\" TimeDiff=\"544\""
                                        + " Version=\"10.1\" Hops=\"3\" QualityExt=\"4\" QualityDev=\"0\" Online=\"true\" Battery=\"76\"/>"))
                .containsExactly(
                        line("loxone_device_online", "", 1),
                        line("loxone_device_battery_ratio", "", 0.76),
                        line("loxone_device_last_received_age_seconds", "", 544),
                        line("loxone_device_radio_hops", "", 3),
                        line("loxone_device_signal_quality", "heard_by=\"device\",", 0),
                        line("loxone_device_signal_quality", "heard_by=\"extension\",", 4),
                        "loxone_device_info{kind=\"AirDevice\",miniserver=\"home\",model=\"Valve\",name=\"V\",place=\"Window\","
                                + "room=\"Bath\",serial=\"50:4F\",version=\"10.1\"} 1.0");
    }

    private static String line(String family, String more, double value) {
        return family + "{" + more + "kind=\"AirDevice\",miniserver=\"home\",name=\"V\",place=\"Window\",room=\"Bath\","
                + "serial=\"50:4F\"} " + value;
    }

    @Test
    void a_device_on_the_mains_has_no_battery_and_a_planned_one_is_none() {
        assertThat(read("<AirDevice Serial=\"1\" Battery=\"127\" Online=\"false\"/>"
                        + "<TreeDevice Serial=\"2\" Online=\"false\" DummyDev=\"true\"/>"))
                .noneMatch(line -> line.contains("battery") || line.contains("serial=\"2\""))
                .anyMatch(line -> line.startsWith("loxone_device_online") && line.endsWith(" 0.0"));
    }

    @Test
    void branches_are_told_by_their_extension() {
        assertThat(read(
                        "<Miniserver MAC=\"504F\" LANErrors=\"0.500%\" LinkErrors=\"7\"><Extension Serial=\"13\" Online=\"true\">"
                                + "<TreeBranch Branch=\"2\" Devices=\"31\" Errors=\"2\"/></Extension></Miniserver>"))
                .contains(
                        "loxone_device_link_errors{miniserver=\"home\",serial=\"504F\"} 7.0",
                        "loxone_device_lan_errors_ratio{miniserver=\"home\",serial=\"504F\"} 0.005",
                        "loxone_device_branch_devices{branch=\"2\",miniserver=\"home\",serial=\"13\"} 31.0",
                        "loxone_device_branch_errors{branch=\"2\",miniserver=\"home\",serial=\"13\"} 2.0");
    }

    @Test
    void numbers_that_are_none_are_absent() {
        assertThat(read("<AirDevice Serial=\"1\" Battery=\"x\" TimeDiff=\"-5\" Hops=\"\" Online=\"true\"/>"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><errorcode>403</errorcode></html>",
                "<Status><",
                "{}",
                "<Status>&x;</Status>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Status>&x;</Status>"
            })
    void anything_else_is_no_status(String text) {
        assertThat(StatusDocument.read(text, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, 12%, loxone_device_cpu_ratio 0.12",
        "numtasks, 31, loxone_device_tasks 31.0",
        "heap, 20000/65536kB, loxone_device_heap_used_bytes 2.048E7 loxone_device_heap_total_bytes 6.7108864E7",
        "cpu, none, ''"
    })
    void the_miniservers_own_load_is_read(String question, String answer, String lines) {
        assertThat(SystemNumbers.read(question, answer, Map.of())
                        .toString()
                        .strip()
                        .replace("\n", " ")
                        .replace("{}", ""))
                .isEqualTo(lines);
    }
}
