package io.github.homeexporter.tapo.plug;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.tapo.plug.PlugSamples.PlugLegacyNames;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sensors of a hub come, go and are renamed; a list may be cut off, or say the same twice. */
class HubChildrenTest {
    private static final int AT_ONCE = 10;

    private final Poll.Knowledge known = new Poll.Knowledge();
    private final PlugSamples samples = new PlugSamples("hub", Naming.STANDARD, PlugLegacyNames.parse(""));

    @Test
    void a_sensor_that_is_renamed_is_the_same_with_another_name_and_one_that_is_gone_has_nothing() throws Exception {
        assertThat(temperatures(child(1, "Bath"), child(2, "Hall")))
                .containsExactly(series("Bath", "F0:A7:31:00:00:01"), series("Hall", "F0:A7:31:00:00:02"));
        assertThat(temperatures(child(2, "Hall"), child(1, "Kitchen")))
                .containsExactly(series("Hall", "F0:A7:31:00:00:02"), series("Kitchen", "F0:A7:31:00:00:01"));
        assertThat(temperatures(child(2, "Hall"))).containsExactly(series("Hall", "F0:A7:31:00:00:02"));
        assertThat(temperatures()).isEmpty();
        assertThat(temperatures(child(3, "Attic"))).containsExactly(series("Attic", "F0:A7:31:00:00:03"));
    }

    @Test
    void two_that_say_one_address_or_none_are_known_by_their_ids() throws Exception {
        String twin = child(2, "Twin").replace("F0A731000002", "F0A731000001");
        assertThat(temperatures(child(1, "Bath"), twin))
                .containsExactly(series("Bath", "id01"), series("Twin", "id02"));
        assertThat(temperatures(child(1, "Bath").replace("F0A731000001", "000000000000")))
                .containsExactly(series("Bath", "id01"));
    }

    @Test
    void a_list_of_several_pages_is_read_whole() throws Exception {
        String[] many = IntStream.range(0, 25).mapToObj(i -> child(i, "s" + i)).toArray(String[]::new);
        assertThat(temperatures(many)).hasSize(25);
        assertThat(cycle(25, false, many).troubles()).isEmpty();
    }

    @Test
    void a_list_that_is_cut_off_says_so() throws Exception {
        PlugAnswer answer = cycle(3, false, child(1, "Bath"), child(2, "Hall"));
        assertThat(answer.troubles()).singleElement().satisfies(t -> assertThat(t.sentence())
                .contains("of 3", "2 only"));
        assertThat(answer.children()).hasSize(2);
    }

    @Test
    void a_hub_that_answers_the_first_page_again_and_again_ends_and_says_so() throws Exception {
        String[] many = IntStream.range(0, 25).mapToObj(i -> child(i, "s" + i)).toArray(String[]::new);
        PlugAnswer answer = cycle(25, true, many);
        assertThat(answer.children()).hasSize(AT_ONCE);
        assertThat(answer.troubles()).extracting(Lack::reason).containsExactly("list_incomplete");
    }

    @Test
    void of_a_great_many_in_one_answer_as_many_are_read_as_a_hub_can_have() throws Exception {
        String[] many = IntStream.range(0, 250).mapToObj(i -> child(i, "s" + i)).toArray(String[]::new);
        SmartPoll poll = new SmartPoll(known, 0, "");
        while (poll.question() != null) {
            poll.answer(answer(poll.question(), 250, many.length, false, many));
        }
        assertThat(poll.result().children()).hasSize(SmartPoll.MOST_CHILDREN);
    }

    private Set<String> temperatures(String... children) throws TransportFault {
        Samples all = samples.of(cycle(children.length, false, children), "192.0.2.9", "aes");
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < all.size(); i++) {
            String series = all.series(i).toString();
            if (series.startsWith("tapo_temperature_celsius")) {
                found.add(series);
            }
        }
        return found;
    }

    private PlugAnswer cycle(int sum, boolean firstPageOnly, String... children) throws TransportFault {
        SmartPoll poll = new SmartPoll(known, 0, "");
        while (poll.question() != null) {
            poll.answer(answer(poll.question(), sum, AT_ONCE, firstPageOnly, children));
        }
        return poll.result();
    }

    private static String answer(String question, int sum, int atOnce, boolean firstPageOnly, String... children) {
        int start = firstPageOnly ? 0 : Integer.parseInt(question.replaceFirst(".*start_index\":(\\d+).*|.*", "0$1"));
        List<String> page = List.of(children).subList(start, Math.min(children.length, start + atOnce));
        String list = "{\"child_device_list\":[" + String.join(",", page) + "],\"start_index\":" + start + ",\"sum\":"
                + sum + "}";
        if (!question.contains("multipleRequest")) {
            return "{\"error_code\":0,\"result\":" + list + "}";
        }
        return "{\"error_code\":0,\"result\":{\"responses\":["
                + one("component_nego", "{\"component_list\":[{\"id\":\"device\"}]}") + ","
                + one("get_device_info", "{\"model\":\"H100\",\"mac\":\"A8-6E-84-00-00-09\",\"fw_ver\":\"1\"}")
                + (question.contains("child_device") ? "," + one("get_child_device_list", list) : "") + "]}}";
    }

    private static String one(String method, String result) {
        return "{\"method\":\"" + method + "\",\"error_code\":0,\"result\":" + result + "}";
    }

    private static String child(int number, String name) {
        return "{\"device_id\":\"id%02d\",\"category\":\"subg.trigger.temp-hmdt-sensor\",\"mac\":\"F0A7310000%02d\","
                        .formatted(number, number)
                + "\"nickname\":\"" + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8))
                + "\",\"status\":\"online\",\"current_temp\":21.5}";
    }

    private static String series(String alias, String child) {
        return "tapo_temperature_celsius{alias=\"" + alias + "\",child=\"" + child + "\",device=\"hub\"}";
    }
}
