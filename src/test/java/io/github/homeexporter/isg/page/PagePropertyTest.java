package io.github.homeexporter.isg.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.isg.page.IsgPage.PageFault;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an ISG answers: a page, or a fault of one line. */
class PagePropertyTest {
    @Provide
    Arbitrary<String> pages() {
        return Garbage.texts(
                "isg-page",
                "<html>",
                "</html>",
                "<table class=\"info\">",
                "<tr><th colspan=\"2\">HEATING</th></tr>",
                "<tr class=\"even\"><td class=\"key\">FLOW</td><td class=\"value\">21,5 °C</td></tr>",
                "<a href=\"?s=1,0\">Info</a>",
                "<a href=\"?s=99999999999,x\">",
                "<img src=\"symbol_an.png\">",
                "<input type=\"password\">",
                "</table>",
                "<!--",
                "]]>",
                "&#x0;",
                "&nbsp;",
                "<",
                "\u0000",
                "\n");
    }

    @Property
    void a_page_is_read_or_its_fault_is_said(@ForAll("pages") String text) {
        for (String charset : new String[] {"utf-8", "iso-8859-1", "no-such", ""}) {
            try {
                PageParser.parse(("<html>" + text + "</html>").getBytes(StandardCharsets.UTF_8), charset);
            } catch (PageFault e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
    }
}
