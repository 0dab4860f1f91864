package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.isg.SimulatedIsg.IsgQuirk;
import io.github.homeexporter.demo.isg.SimulatedIsg.IsgTable;
import io.github.homeexporter.isg.page.IsgPage.PageFault;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.isg.page.IsgPage.WebCycle;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong with an ISG, each on a real socket: it costs one page at most, and is gone with the next round. */
class IsgFaultsTest {
    private IsgBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new IsgBench();
        bench.isg.show("1,0", IsgTable.of("HEIZUNG").with("AUSSENTEMPERATUR", "10,6°C"));
        bench.isg.show("1,1", IsgTable.of("PROZESSWERTE").with("HOCHDRUCK", "8,17bar"));
        bench.isg.show("2,0", IsgTable.of("STATUS").with("STUFE", "1"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void an_isg_without_a_login_gets_no_login() {
        assertThat(bench.credentials("me", "secret").round().isComplete()).isTrue();
        assertThat(bench.isg.requests()).containsExactly("GET 1,0", "GET 1,1", "GET 2,0");
    }

    @Test
    void an_expired_session_is_one_login_and_the_page_is_asked_for_again() {
        bench.isg.login("me", "secret");
        bench.credentials("me", "secret").round();
        bench.pass(Duration.ofMinutes(1));
        bench.isg.expire();
        bench.isg.requests().clear();

        WebCycle cycle = bench.round();

        assertThat(cycle.isComplete()).isTrue();
        assertThat(bench.isg.requests()).containsExactly("GET 1,0", "POST 1,0", "GET 1,0", "GET 1,1", "GET 2,0");
        assertThat(bench.logins.accepted).isEqualTo(2);
        assertThat(bench.values()).containsEntry("isg_aussentemperatur{unit=\"°C\"}", "10.6");
    }

    @Test
    void a_session_is_kept_over_rounds() {
        bench.isg.login("me", "secret");
        bench.credentials("me", "secret");
        for (int i = 0; i < 5; i++) {
            bench.round();
            bench.pass(Duration.ofMinutes(1));
        }
        assertThat(bench.isg.logins()).isEqualTo(1);
    }

    @Test
    void a_wrong_password_is_one_attempt_and_then_a_pause_that_doubles() {
        bench.isg.login("me", "right");
        bench.credentials("me", "wrong");

        assertThat(bench.round().worst().reason()).isEqualTo("login_refused");
        assertThat(bench.isg.requests()).containsExactly("GET 1,0", "POST 1,0");
        for (int i = 0; i < 5; i++) {
            bench.pass(Duration.ofMinutes(1));
            assertThat(bench.round().worst().reason()).isEqualTo("login_paused");
        }
        assertThat(bench.isg.requests()).hasSize(2);

        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.round().worst().reason()).isEqualTo("login_refused");
        bench.pass(Duration.ofMinutes(9));
        assertThat(bench.round().worst().reason()).isEqualTo("login_paused");
        bench.pass(Duration.ofMinutes(4));
        assertThat(bench.round().worst().reason()).isEqualTo("login_refused");
        assertThat(bench.logins.refused).isEqualTo(3);
        assertThat(bench.round().hasRows()).isFalse();
    }

    @Test
    void the_sentence_about_a_refused_login_has_no_password_in_it() {
        bench.isg.login("me", "right");
        assertThat(bench.credentials("me", "wr0ng-pass").round().worst().getMessage())
                .contains("isg.password")
                .doesNotContain("wr0ng-pass");
    }

    @Test
    void a_password_that_was_changed_back_works_after_the_pause() {
        bench.isg.login("me", "new");
        bench.credentials("me", "old").round();
        bench.isg.login("me", "old");
        bench.pass(Duration.ofMinutes(7));
        assertThat(bench.round().isComplete()).isTrue();
    }

    @Test
    void an_isg_that_takes_the_login_and_forgets_it_is_not_logged_in_to_again_and_again() {
        bench.isg.login("me", "secret").quirk("1,0", IsgQuirk.LOGIN_PAGE);
        bench.credentials("me", "secret");
        for (int i = 0; i < 4; i++) {
            assertThat(bench.round().hasRows()).isFalse();
            bench.pass(Duration.ofMinutes(1));
        }
        assertThat(bench.isg.requests().stream().filter(r -> r.startsWith("POST")))
                .hasSize(1);
    }

    @Test
    void a_session_lost_on_every_page_is_one_login_a_round() {
        bench.isg.login("me", "secret");
        bench.credentials("me", "secret").round();
        bench.isg.quirk("1,1", IsgQuirk.LOGIN_PAGE);
        bench.pass(Duration.ofMinutes(1));
        bench.isg.requests().clear();
        WebCycle cycle = bench.round();
        assertThat(cycle.isComplete()).isFalse();
        assertThat(bench.isg.requests().stream().filter(r -> r.startsWith("POST")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_login_page_without_credentials_says_which_settings_are_missing() {
        bench.isg.login("me", "secret");
        PageFault fault = bench.round().worst();
        assertThat(fault.reason()).isEqualTo("no_credentials");
        assertThat(fault.getMessage()).contains("isg.user", "isg.password");
        assertThat(bench.isg.requests()).containsExactly("GET 1,0");
    }

    @ParameterizedTest
    @CsvSource({"gehëim&1,me", "a+b=c%20;d,käthe müller", "\"quotes\" 'n' <tags>,x y"})
    void a_login_survives_every_character(String password, String user) {
        bench.isg.login(user, password);
        assertThat(bench.credentials(user, password).round().isComplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = IsgQuirk.class,
            names = {"FAILS", "HANGS_UP", "CUTS_OFF", "TRUNCATED", "EMPTY", "REDIRECTS", "NO_PAGE", "SILENT", "DRIPS"})
    void a_page_that_fails_costs_itself_only_and_is_back_with_the_next_round(IsgQuirk quirk) {
        bench.timeout(Duration.ofMillis(700)).round();
        bench.isg.quirk("1,1", quirk);

        WebCycle cycle = bench.round();

        assertThat(cycle.faults()).containsOnlyKeys(new PageId(1, 1));
        assertThat(cycle.pages()).extracting(p -> p.page().toString()).containsExactly("1,0", "2,0");
        bench.isg.quirk("1,1", null);
        assertThat(bench.round().isComplete()).isTrue();
        assertThat(bench.values()).containsEntry("isg_hochdruck{unit=\"bar\"}", "8.17");
    }

    @ParameterizedTest
    @CsvSource({
        "FAILS,http_500",
        "HANGS_UP,broken",
        "CUTS_OFF,broken",
        "TRUNCATED,truncated",
        "EMPTY,empty",
        "REDIRECTS,http_302",
        "NO_PAGE,no_html",
        "SILENT,timeout",
        "DRIPS,timeout"
    })
    void each_fault_has_its_reason(IsgQuirk quirk, String reason) {
        bench.timeout(Duration.ofMillis(700)).isg.quirk("1,1", quirk);
        assertThat(bench.round().faults().get(new PageId(1, 1)).reason()).isEqualTo(reason);
    }

    @Test
    void nothing_of_half_a_page_is_believed() {
        bench.isg.show(
                "1,1", IsgTable.of("PROZESSWERTE").with("HOCHDRUCK", "8,17bar").with("NIEDERDRUCK", "4,20bar"));
        bench.isg.quirk("1,1", IsgQuirk.TRUNCATED);
        bench.round();
        assertThat(bench.values()).doesNotContainKey("isg_hochdruck{unit=\"bar\"}");
    }

    @ParameterizedTest
    @EnumSource(
            value = IsgQuirk.class,
            names = {"NO_TABLES", "NO_ROWS"})
    void values_of_a_page_that_is_empty_now_do_not_freeze(IsgQuirk quirk) {
        bench.round();
        bench.isg.quirk("1,1", quirk);
        WebCycle cycle = bench.round();
        assertThat(cycle.emptied()).containsExactly(new PageId(1, 1));
        assertThat(bench.values())
                .doesNotContainKey("isg_hochdruck{unit=\"bar\"}")
                .containsEntry("isg_stufe", "1");
    }

    @Test
    void an_isg_that_answers_nothing_is_given_up_after_three_pages() {
        bench.timeout(Duration.ofMillis(300)).isg.show("2,1", IsgTable.of("A").with("B", "1"));
        bench.round();
        for (String page : new String[] {"1,0", "1,1", "2,0", "2,1"}) {
            bench.isg.quirk(page, IsgQuirk.SILENT);
        }
        bench.isg.requests().clear();
        WebCycle cycle = bench.round();
        assertThat(cycle.hasRows()).isFalse();
        assertThat(cycle.faults()).hasSize(4);
        assertThat(bench.isg.requests()).containsExactly("GET 1,0", "GET 1,1", "GET 2,0");
    }

    @Test
    void an_isg_that_is_not_there_is_asked_once_a_round() throws IOException {
        bench.isg.close();
        WebCycle cycle = bench.pages("1,0 1,1 2,0").round();
        assertThat(cycle.worst().reason()).isEqualTo("refused");
        assertThat(cycle.worst().getMessage()).contains("isg.url");
        assertThat(cycle.faults()).hasSize(3);
    }

    @Test
    void a_keep_alive_that_the_server_ended_is_no_fault() {
        bench.isg.idle(Duration.ofMillis(200));
        assertThat(bench.round().isComplete()).isTrue();
        org.awaitility.Awaitility.await().until(() -> bench.isg.open() == 0);
        assertThat(bench.round().isComplete()).isTrue();
    }

    @Test
    void a_page_that_is_hung_up_on_is_asked_for_once_more() {
        bench.isg.quirk("1,1", IsgQuirk.HANGS_UP);
        bench.round();
        assertThat(bench.isg.requests().stream().filter("GET 1,1"::equals)).hasSize(2);
    }

    @Test
    void pages_come_one_after_the_other_over_one_connection() {
        bench.round();
        assertThat(bench.isg.connections()).isEqualTo(1);
    }

    @Test
    void a_rollover_ends_the_session_and_begins_another() {
        bench.isg.login("me", "secret");
        bench.credentials("me", "secret").rollover(2);
        for (int i = 0; i < 4; i++) {
            assertThat(bench.round().isComplete()).isTrue();
            bench.pass(Duration.ofMinutes(1));
        }
        assertThat(bench.isg.logins()).isEqualTo(2);
        assertThat(bench.isg.sessions()).isEqualTo(1);
    }
}
