package io.github.homeexporter.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever another program prints: it is read, or its line is named. */
class MetricsTextProperties {
    @Provide
    Arbitrary<String> pages() {
        return Garbage.texts(
                "metrics-text",
                "a",
                "_total",
                "{",
                "}",
                "=",
                "\"",
                "\\",
                ",",
                " ",
                "\t",
                "\n",
                "\r",
                "#",
                " # {",
                "# TYPE a counter\n",
                "1",
                "-",
                ".",
                "e",
                "+Inf",
                "NaN",
                "\u00e4",
                "# EOF");
    }

    @Property
    void a_page_is_read_or_its_line_named(@ForAll("pages") String text) {
        try {
            assertThat(MetricsText.parse(text, 100).samples()).hasSizeLessThanOrEqualTo(100);
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("line ").doesNotContain("\n");
        }
    }
}
