package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.isg.IsgPages.PagePlan;
import io.github.homeexporter.isg.page.IsgPage.Link;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages are read. */
class PagePlanTest {
    private final PagePlan auto = new PagePlan("auto");

    @Test
    void information_and_diagnosis_are_read_without_legal_texts_manuals_and_lists_of_faults() {
        auto.learn(links(
                "0,0 START",
                "1,0 ANLAGE",
                "1,1 WÄRMEPUMPE",
                "1,9 Lizenzbestimmungen",
                "1,11 HANDBUCH",
                "2,0 STATUS",
                "2,2 STATUS WÄRMEPUMPE",
                "2,6 INTERNE BERECHNUNG",
                "2,9 MELDUNGSLISTE",
                "3,0 PROGRAMM",
                "4,2 HEIZEN"));
        assertThat(others(0)).isEqualTo("1,1 2,0 2,2 2,6");
    }

    @Test
    void an_lwz_has_two_pages_its_navigation_does_not_show() {
        auto.learn(links("1,0 ANLAGE", "1,1 WÄRMEPUMPE", "2,0 STATUS", "2,2 FEHLERLISTE", "2,3 FACHMANN"));
        assertThat(others(0)).isEqualTo("1,1 2,0 2,3 2,4 4,7");
    }

    @Test
    void without_a_navigation_the_pages_of_the_replaced_exporter_are_read() {
        auto.learn(List.of());
        assertThat(auto.first()).isEqualTo(PageId.START);
        assertThat(others(0)).isEqualTo("1,1 2,0 2,1 2,3 2,4 4,7");
    }

    @Test
    void before_the_navigation_is_known_there_is_one_page() {
        assertThat(others(0)).isEmpty();
    }

    @Test
    void a_list_is_read_in_its_order() {
        PagePlan list = new PagePlan("2,0 1,1;4,7 2,0");
        list.learn(links("1,0 ANLAGE"));
        assertThat(list.first()).isEqualTo(new PageId(2, 0));
        assertThat(list.others(0)).extracting(PageId::toString).containsExactly("1,1", "4,7");
    }

    @Test
    void a_page_without_a_table_rests_for_an_hour() {
        auto.learn(links("1,0 A", "1,1 B", "2,0 C"));
        assertThat(auto.read(new PageId(1, 1), false, 0)).isFalse();
        assertThat(others(Duration.ofMinutes(59).toNanos())).isEqualTo("2,0");
        assertThat(others(Duration.ofMinutes(60).toNanos())).isEqualTo("1,1 2,0");
    }

    @Test
    void a_page_that_had_a_table_is_asked_for_again_at_once() {
        auto.learn(links("1,0 A", "1,1 B"));
        auto.read(new PageId(1, 1), true, 0);
        assertThat(auto.read(new PageId(1, 1), false, 1)).isTrue();
        assertThat(others(2)).isEqualTo("1,1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1,0,2", "a,b", "1.0", "1,0 x"})
    void a_page_that_is_none_is_refused_with_what_is_allowed(String pages) {
        assertThatThrownBy(() -> new PagePlan(pages))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("isg.pages")
                .hasMessageContaining("auto");
    }

    private String others(long nanos) {
        return auto.others(nanos).stream().map(PageId::toString).collect(Collectors.joining(" "));
    }

    private static List<Link> links(String... all) {
        return Arrays.stream(all)
                .map(link -> link.split(" ", 2))
                .map(parts -> new Link(PageId.parse(parts[0]), parts[1]))
                .toList();
    }
}
