package io.github.homeexporter.isg.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.isg.page.IsgPage.PageFault;
import io.github.homeexporter.isg.page.IsgPage.PageRow;
import io.github.homeexporter.isg.page.IsgPage.PageRow.Icon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a page, and what of a page that is none. */
class PageParserTest {
    private static final byte[] PAGE = file("lwz-de.html");
    private static final byte[] OTHER = file("wpm-en.html");

    @Test
    void rows_have_section_label_text_and_icon() throws PageFault {
        List<PageRow> rows = PageParser.parse(PAGE, null).rows();
        assertThat(rows)
                .contains(
                        new PageRow("PROZESSWERTE", "VERFLÜSSIGERTEMP.", "25,5°C", Icon.NONE),
                        new PageRow("BETRIEBSSTATUS", "VERDICHTER", "", Icon.ON),
                        new PageRow("BETRIEBSSTATUS", "ABTAUEN VERDAMPFER", "", Icon.OFF),
                        new PageRow("REGELUNG", "SOLLWERT & GRENZE", "20 °C", Icon.NONE))
                .noneMatch(row -> row.label().isEmpty() || row.label().equals("OHNE WERT"));
    }

    @Test
    void a_charset_of_the_answers_head_goes_before_the_pages_own() throws PageFault {
        String latin = new String(OTHER, StandardCharsets.UTF_8);
        byte[] body = latin.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PageParser.parse(body, "ISO-8859-1").rows())
                .contains(new PageRow("HEATING", "OUTSIDE TEMPERATURE", "-3,2 °C", Icon.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-charset", "???", ""})
    void a_charset_nobody_knows_is_as_none(String charset) throws PageFault {
        assertThat(PageParser.parse(OTHER, charset).rows()).hasSize(11);
    }

    @Test
    void a_form_with_a_password_field_is_the_login_page_in_any_language() throws PageFault {
        String page = "<html><body><form id=\"werte\"><input name=\"user\"><input type=\"password\""
                + " name=\"pass\"></form></html>";
        assertThat(PageParser.parse(page.getBytes(StandardCharsets.UTF_8), null).login())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "{}", "<html><body><form id=\"werte\">", "\u0000\u0001"})
    void what_is_no_whole_page_is_a_fault(String body) {
        assertThatThrownBy(() -> PageParser.parse(body.getBytes(StandardCharsets.UTF_8), null))
                .isInstanceOf(PageFault.class);
    }

    @Property(tries = 300)
    void any_damage_to_a_page_gives_rows_or_a_fault(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int hits) {
        byte[] body = random.nextBoolean() ? PAGE.clone() : OTHER.clone();
        for (int i = 0; i < hits; i++) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(4)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] = (byte) "<>&\"'/= ".charAt(random.nextInt(8));
                case 2 -> Arrays.fill(body, at, Math.min(body.length, at + random.nextInt(200)), (byte) ' ');
                default -> {
                    int from = random.nextInt(body.length);
                    int length = Math.min(random.nextInt(400), body.length - Math.max(at, from));
                    System.arraycopy(body.clone(), from, body, at, length);
                }
            }
        }
        check(body);
    }

    @Property(tries = 150)
    void a_page_that_stops_anywhere_is_a_fault(@ForAll @IntRange(min = 0, max = 100_000) int where) {
        byte[] body = Arrays.copyOf(PAGE, where % (PAGE.length - "</html>\n".length()));
        assertThatThrownBy(() -> PageParser.parse(body, null)).isInstanceOf(PageFault.class);
    }

    @Property(tries = 100)
    void any_bytes_give_rows_or_a_fault(@ForAll byte[] junk) {
        byte[] frame = "<html></html>".getBytes(StandardCharsets.US_ASCII);
        byte[] body = Arrays.copyOf(frame, frame.length + junk.length);
        System.arraycopy(junk, 0, body, frame.length, junk.length);
        check(body);
    }

    @Test
    void a_page_of_nothing_but_open_tags_is_read_in_bounds() throws PageFault {
        String deep = "<html><form id=werte><table class=info>"
                + "<div><tr class=odd><td class=key>a<td class=value>".repeat(5_000) + "</html>";
        assertThat(PageParser.parse(deep.getBytes(StandardCharsets.UTF_8), null)
                        .rows()
                        .size())
                .isLessThanOrEqualTo(2_000);
    }

    @Test
    void a_page_of_more_tags_than_any_isg_has_is_not_made_into_a_tree() {
        byte[] body = ("<html>" + "<b>".repeat(1_000_000) + "</html>").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> PageParser.parse(body, null))
                .isInstanceOf(PageFault.class)
                .hasMessage("the page has more than 30000 tags; not read");
    }

    private static void check(byte[] body) {
        try {
            IsgPage page = PageParser.parse(body, null);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(2_000).allSatisfy(row -> {
                assertThat(row.label()).isNotEmpty().hasSizeLessThanOrEqualTo(256);
                assertThat(row.text()).hasSizeLessThanOrEqualTo(256);
            });
        } catch (PageFault e) {
            assertThat(e.reason()).isIn("empty", "no_html", "truncated");
        }
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/isg", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
