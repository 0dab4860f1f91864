package io.github.homeexporter.luxtronik.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.luxtronik.Recorder;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol alone: no socket, and a clock that is turned by hand. */
class LuxtronikConversationTest {
    static final String MENU = "<Navigation id='0x10'><item id='0x11'><name>Informationen</name></item>"
            + "<item id='0x12'><name>Einstellungen</name></item></Navigation>";
    static final String PAGE = "<Content id='0x11'><name>Informationen</name>"
            + "<item id='0x20'><name>Temperaturen</name>"
            + "<item id='0x21'><name>Vorlauf</name><value>30.1°C</value></item>"
            + "<item id='0x22'><name>Rücklauf</name><value>27.4°C</value></item></item>"
            + "<item id='0x30'><name>Eingänge</name>"
            + "<item id='0x31'><name>HD</name><value>Aus</value></item>"
            + "<item id='0x32'><name>HD</name><value>12.50 bar</value></item></item>"
            + "<item id='0x40'><name>Energiemonitor</name><item id='0x41'><name>Wärmemenge</name>"
            + "<item id='0x42'><name>Gesamt</name><value>1.5 kWh</value></item></item></item></Content>";

    private final Recorder line = new Recorder();
    private long now = 1_000_000_000_000L;
    private LuxtronikConversation conversation = conversation(PollMode.REFRESH, Language.AUTO, "");

    private static LuxtronikConversation conversation(PollMode mode, Language language, String page) {
        LuxtronikSettings settings = new LuxtronikSettings(
                "luxtronik",
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                mode,
                language,
                page,
                Naming.LEGACY,
                "999999");
        return new LuxtronikConversation(
                settings, Clock.fixed(Instant.ofEpochMilli(1_763_700_000_500L), ZoneOffset.UTC));
    }

    /** Whatever was answered: nothing but reading was asked for. */
    @AfterEach
    void onlyReads() {
        assertThat(line.sent).allMatch(c -> c.matches("LOGIN;999999|GET;[^;]+|REFRESH"));
    }

    private void hear(String message) {
        conversation.text(message, line, now);
    }

    private void after(Duration time) {
        now += time.toNanos();
        conversation.tick(line, now);
    }

    private void open() {
        conversation.opened(line, now);
        hear(MENU);
        hear(PAGE);
    }

    private void poll(String answer) {
        after(Duration.ofSeconds(30));
        hear(answer);
    }

    private static String values(String... idsAndValues) {
        StringBuilder out = new StringBuilder("<values>");
        for (int i = 0; i < idsAndValues.length; i += 2) {
            out.append("<item id='").append(idsAndValues[i]).append("'><value>");
            out.append(idsAndValues[i + 1]).append("</value></item>");
        }
        return out.append("</values>").toString();
    }

    @Test
    void logs_in_opens_the_page_and_then_only_asks_for_values() {
        open();
        poll(values("0x21", "30.3°C", "0x22", "27.4°C"));
        poll(values("0x21", "30.4°C", "0x22", "27.4°C"));
        assertThat(line.sent).containsExactly("LOGIN;999999", "GET;0x11", "REFRESH", "REFRESH");
        assertThat(line.batches).hasSize(3);
        assertThat(line.ready).isEqualTo(3);
        assertThat(line.errors).isEmpty();
        assertThat(line.reading("Temperaturen", "Vorlauf").text()).isEqualTo("30.4°C");
    }

    @Test
    void a_drop_right_behind_the_login_names_the_password_and_a_later_one_does_not() {
        conversation.opened(line, now);
        assertThat(conversation.closed(1006, "").sentence())
                .contains("lux.password")
                .doesNotContain("999999");
        hear(MENU);
        assertThat(conversation.closed(1006, "")).isNull();
    }

    @Test
    void silence_behind_the_login_names_the_password_too() {
        conversation.opened(line, now);
        after(Duration.ofSeconds(11));
        assertThat(line.faults)
                .singleElement()
                .extracting(Fault::sentence)
                .asString()
                .contains("lux.password");
    }

    @Test
    void a_batch_says_all_the_device_has_and_when() {
        open();
        assertThat(line.last().device()).isEqualTo("luxtronik");
        assertThat(line.last().complete()).isTrue();
        assertThat(line.last().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(line.last().timestampMillis()).isEqualTo(1_763_700_000_500L);
        assertThat(line.readings())
                .extracting(r -> r.section() + "|" + r.name() + "|" + r.text())
                .containsExactly(
                        "Temperaturen|Vorlauf|30.1°C",
                        "Temperaturen|Rücklauf|27.4°C",
                        "Eingänge|HD|Aus",
                        "Eingänge|HD|12.50 bar",
                        "Energiemonitor/Wärmemenge|Gesamt|1.5 kWh");
    }

    @Test
    void is_not_ready_before_there_are_values() {
        conversation.opened(line, now);
        hear(MENU);
        assertThat(line.ready).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Informationen", "information", "Informatie", "Informace", "Informaatio", "INFORMATIONEN"})
    void finds_the_information_page_in_every_language_wherever_it_stands(String word) {
        conversation.opened(line, now);
        hear("<Navigation><item id='0x1'><name>X</name></item><item id='0x2'><name>" + word
                + "</name></item></Navigation>");
        assertThat(line.sent).endsWith("GET;0x2");
    }

    @Test
    void a_given_language_knows_only_its_own_word_and_falls_back_to_the_first_page() {
        conversation = conversation(PollMode.REFRESH, Language.EN, "");
        conversation.opened(line, now);
        hear("<Navigation><item id='0x1'><name>X</name></item><item id='0x2'><name>Informationen</name></item>"
                + "</Navigation>");
        assertThat(line.sent).endsWith("GET;0x1");
    }

    @Test
    void opens_the_page_that_is_named() {
        conversation = conversation(PollMode.REFRESH, Language.AUTO, "einstellungen");
        conversation.opened(line, now);
        hear(MENU);
        assertThat(line.sent).endsWith("GET;0x12");
    }

    @Test
    void a_page_that_is_not_there_is_a_fault_that_names_those_that_are() {
        conversation = conversation(PollMode.REFRESH, Language.AUTO, "Cellar");
        conversation.opened(line, now);
        hear(MENU);
        Fault fault = line.faults.get(0);
        assertThat(fault.reason()).isEqualTo("page");
        assertThat(fault.sentence()).contains("\"Cellar\" (lux.page)", "Informationen, Einstellungen");
        assertThat(fault.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void flat_and_nested_values_mean_the_same() {
        open();
        poll(values("0x21", "31.0°C", "0x22", "28.0°C", "0x31", "Ein", "0x32", "13.00 bar", "0x42", "2.0 kWh"));
        List<Reading> flat = line.readings();
        poll(
                "<values><item id='0x20'><item id='0x21'><value>31.0°C</value></item>"
                        + "<item id='0x22'><value>28.0°C</value></item></item><item id='0x30'>"
                        + "<item id='0x31'><value>Ein</value></item><item id='0x32'><value>13.00 bar</value></item></item>"
                        + "<item id='0x40'><item id='0x41'><item id='0x42'><value>2.0 kWh</value></item></item></item></values>");
        assertThat(line.readings()).isEqualTo(flat);
        assertThat(line.reading("Energiemonitor/Wärmemenge", "Gesamt").text()).isEqualTo("2.0 kWh");
        assertThat(line.all("Eingänge", "HD")).extracting(Reading::text).containsExactly("Ein", "13.00 bar");
    }

    @Test
    void an_unchanged_value_stays_the_same_object() {
        open();
        Reading before = line.reading("Temperaturen", "Rücklauf");
        poll(values("0x21", "31.0°C", "0x22", "27.4°C"));
        assertThat(line.reading("Temperaturen", "Rücklauf")).isSameAs(before);
        after(Duration.ofMinutes(10));
        hear(PAGE.replace("0x22", "0x99"));
        assertThat(line.reading("Temperaturen", "Rücklauf")).isSameAs(before);
        assertThat(line.reading("Temperaturen", "Vorlauf").text()).isEqualTo("30.1°C");
    }

    @Test
    void the_whole_page_is_fetched_again_after_the_reget_interval() {
        open();
        for (int i = 0; i < 19; i++) {
            poll(values("0x21", "31.0°C"));
        }
        assertThat(line.sent).filteredOn(c -> c.startsWith("GET")).hasSize(1);
        after(Duration.ofSeconds(30));
        assertThat(line.sent).endsWith("GET;0x11");
    }

    @Test
    void values_nobody_asked_for_are_normal_but_many_new_ones_fetch_the_page() {
        open();
        poll(values("0x21", "31.0°C", "0x22", "28.0°C", "0x77", "1 W", "0x78", "2 W"));
        poll(values("0x21", "31.1°C", "0x22", "28.0°C", "0x77", "1 W", "0x78", "2 W"));
        assertThat(line.sent).endsWith("REFRESH", "REFRESH");
        poll(values("0x21", "31.1°C", "0x22", "28.0°C", "0x77", "1 W", "0x78", "2 W", "0x79", "3 W"));
        assertThat(line.sent).as("one of five is 20 %, not more").endsWith("REFRESH");
        poll(values("0x21", "31.2°C", "0x22", "28.0°C", "0x77", "1 W", "0x80", "1 W", "0x81", "1 W"));
        assertThat(line.sent).as("two of five").endsWith("GET;0x11");
    }

    @Test
    void a_changed_number_of_sections_fetches_the_page() {
        open();
        String one = "<item id='0x20'><item id='0x21'><value>31.0°C</value></item></item>";
        poll("<values>" + one + "</values>");
        poll("<values>" + one + "</values>");
        assertThat(line.sent).endsWith("REFRESH");
        poll("<values>" + one + "<item id='0x30'><item id='0x31'><value>Ein</value></item></item></values>");
        assertThat(line.sent).endsWith("GET;0x11");
    }

    @Test
    void a_menu_instead_of_values_opens_its_page_under_the_new_id() {
        open();
        poll(MENU.replace("0x11", "0x51"));
        assertThat(line.sent).endsWith("REFRESH", "GET;0x51");
        hear(PAGE);
        assertThat(line.errors).isEmpty();
        assertThat(line.batches).hasSize(2);
    }

    @Test
    void when_no_id_is_known_any_more_it_takes_the_page_each_time() {
        open();
        for (int i = 0; i < 2; i++) {
            poll(values("0x91", "1°C", "0x92", "2°C"));
            hear(PAGE);
        }
        after(Duration.ofSeconds(30));
        assertThat(line.sent).endsWith("REFRESH", "GET;0x11", "REFRESH", "GET;0x11", "GET;0x11");
        assertThat(line.errors).containsExactly("unknown_ids", "unknown_ids");
        assertThat(line.faults).isEmpty();
    }

    @Test
    void a_page_instead_of_values_is_taken_as_such() {
        open();
        poll(PAGE.replace("30.1", "33.3"));
        assertThat(line.reading("Temperaturen", "Vorlauf").text()).isEqualTo("33.3°C");
        poll(values("0x21", "33.4°C"));
        assertThat(line.sent).endsWith("REFRESH", "REFRESH");
    }

    @Test
    void mode_get_asks_for_the_page_each_time() {
        conversation = conversation(PollMode.GET, Language.AUTO, "");
        open();
        poll(PAGE);
        after(Duration.ofSeconds(30));
        assertThat(line.sent).containsExactly("LOGIN;999999", "GET;0x11", "GET;0x11", "GET;0x11");
    }

    @Test
    void unasked_answers_are_used_or_counted_and_do_not_bring_it_out_of_step() {
        open();
        hear(values("0x21", "32.0°C"));
        assertThat(line.reading("Temperaturen", "Vorlauf").text()).isEqualTo("32.0°C");
        hear(PAGE);
        hear(MENU);
        hear("<Other/>");
        assertThat(line.errors).containsExactly("unexpected", "unexpected");
        poll(values("0x21", "32.1°C"));
        poll(values("0x21", "32.2°C"));
        assertThat(line.sent).containsExactly("LOGIN;999999", "GET;0x11", "REFRESH", "REFRESH");
    }

    @Test
    void answers_before_the_login_are_counted_and_change_nothing() {
        conversation.opened(line, now);
        hear(values("0x21", "1°C"));
        hear(PAGE);
        assertThat(line.errors).containsExactly("unexpected", "unexpected");
        assertThat(line.batches).isEmpty();
        hear(MENU);
        assertThat(line.sent).endsWith("GET;0x11");
    }

    @Test
    void one_request_is_outstanding_at_a_time() {
        conversation = new LuxtronikConversation(
                new LuxtronikSettings(
                        "luxtronik",
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        PollMode.REFRESH,
                        Language.AUTO,
                        "",
                        Naming.LEGACY,
                        "999999"),
                Clock.systemUTC());
        open();
        for (int i = 0; i < 5; i++) {
            after(Duration.ofSeconds(1));
        }
        assertThat(line.sent).filteredOn("REFRESH"::equals).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOGIN", "GET", "REFRESH"})
    void each_answer_has_ten_seconds(String command) {
        conversation.opened(line, now);
        if (!command.equals("LOGIN")) {
            hear(MENU);
        }
        if (command.equals("REFRESH")) {
            hear(PAGE);
            after(Duration.ofSeconds(30));
        }
        after(Duration.ofSeconds(10));
        assertThat(line.faults).isEmpty();
        after(Duration.ofNanos(1));
        assertThat(line.faults).hasSize(1);
        assertThat(line.faults.get(0).reason()).isEqualTo("timeout");
        assertThat(line.faults.get(0).sentence())
                .startsWith("no answer to " + command + " within 10.0 s")
                .doesNotContain("999999");
    }

    @Test
    void two_unreadable_answers_are_counted_and_the_conversation_goes_on() {
        open();
        poll("<values><item");
        assertThat(line.errors).containsExactly("xml");
        after(Duration.ofSeconds(10));
        hear("what?");
        assertThat(line.errors).containsExactly("xml", "format");
        after(Duration.ofSeconds(10));
        hear(values("0x21", "30.9°C"));
        poll("{");
        poll(values("0x21", "31.0°C"));
        assertThat(line.faults).isEmpty();
        assertThat(line.reading("Temperaturen", "Vorlauf").text()).isEqualTo("31.0°C");
        assertThat(line.sent).filteredOn(c -> c.startsWith("GET")).hasSize(1);
    }

    @Test
    void the_third_unreadable_answer_in_a_row_ends_the_connection() {
        open();
        for (int i = 0; i < 3; i++) {
            poll("<values>");
        }
        assertThat(line.faults).extracting(Fault::reason).containsExactly("xml");
        assertThat(line.faults.get(0).sentence()).startsWith("3 answers in a row could not be read");
    }

    @Test
    void a_binary_message_is_counted() {
        open();
        conversation.binary(ByteBuffer.wrap(new byte[] {1, 2}), line, now);
        assertThat(line.errors).containsExactly("binary");
        assertThat(line.faults).isEmpty();
    }

    @Test
    void a_page_or_menu_without_anything_is_no_answer() {
        conversation.opened(line, now);
        hear("<Navigation/>");
        assertThat(line.errors).containsExactly("navigation");
        after(Duration.ofSeconds(10));
        hear(MENU);
        hear("<Content><name>Informationen</name></Content>");
        assertThat(line.errors).containsExactly("navigation", "empty");
        assertThat(line.faults).isEmpty();
        assertThat(line.batches).isEmpty();
    }

    @Test
    void a_leaf_without_a_name_or_with_dashes_for_one_is_left_out() {
        conversation.opened(line, now);
        hear(MENU);
        hear("<Content><name>I</name><item id='1'><name>S</name><item id='2'><name>---</name><value>1</value></item>"
                + "<item id='3'><name/><value>2</value></item><item id='4'><name>a</name></item></item></Content>");
        assertThat(line.readings()).extracting(Reading::name).containsExactly("a");
        assertThat(line.reading("S", "a").text()).isEmpty();
    }

    @Test
    void a_raw_number_follows_the_text_or_goes() {
        conversation.opened(line, now);
        hear(MENU);
        hear("<Content><name>I</name><item id='1'><name>S</name>"
                + "<item id='2'><name>limit</name><unit> °C</unit><div>10</div><raw>505</raw><value>50.5</value></item>"
                + "<item id='3'><name>mode</name><option value='0'>auto</option><option value='4'>off</option>"
                + "<raw>0</raw><value>auto</value></item></item></Content>");
        assertThat(line.reading("S", "limit")).isEqualTo(new Reading("luxtronik", "S", "limit", "50.5", "°C", "50.5"));
        assertThat(line.reading("S", "mode").raw()).isEqualTo("0");
        poll(values("2", "51.0", "3", "off"));
        assertThat(line.reading("S", "limit").raw()).isEmpty();
        assertThat(line.reading("S", "mode").raw()).isEqualTo("4");
        poll("<values><item id='2'><value>52.0</value><raw>520</raw></item></values>");
        assertThat(line.reading("S", "limit").raw()).isEqualTo("52");
    }
}
