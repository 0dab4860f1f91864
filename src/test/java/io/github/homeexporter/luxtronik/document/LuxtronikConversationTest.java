package io.github.homeexporter.luxtronik.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.luxtronik.document.LuxtronikSettings.Language;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.PollMode;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol alone: no socket, and a clock that is turned by hand. */
class LuxtronikConversationTest extends LuxtronikTalk {
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
    void several_pages_are_fetched_one_after_the_other_and_published_as_one() {
        conversation = conversation(PollMode.REFRESH, Language.AUTO, "Informationen,Einstellungen");
        conversation.opened(line, now);
        hear(MENU);
        hear(PAGE);
        assertThat(line.batches).isEmpty();
        hear("<Content id='0x12'><name>Einstellungen</name><item id='0x50'><name>Temperaturen</name>"
                + "<item id='0x51'><name>Vorlauf</name><min>0</min><raw>500</raw><div>10</div><unit> °C</unit>"
                + "<value>50.0</value></item></item></Content>");
        assertThat(line.batches).hasSize(1);
        assertThat(line.reading("Temperaturen", "Vorlauf").text()).isEqualTo("30.1°C");
        assertThat(line.reading("Einstellungen/Temperaturen", "Vorlauf").text()).isEqualTo("50.0");
        after(Duration.ofSeconds(30));
        hear(PAGE);
        assertThat(line.sent).containsExactly("LOGIN;999999", "GET;0x11", "GET;0x12", "GET;0x11", "GET;0x12");
    }

    @Test
    void one_missing_page_of_several_is_named() {
        conversation = conversation(PollMode.REFRESH, Language.AUTO, "Informationen,Cellar");
        conversation.opened(line, now);
        hear(MENU);
        assertThat(line.faults)
                .singleElement()
                .extracting(Fault::sentence)
                .asString()
                .contains("\"Cellar\"");
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
