package io.github.homeexporter.luxtronik.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.luxtronik.document.Document.DocumentReader;
import io.github.homeexporter.luxtronik.document.Document.UnreadableDocument;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever stands in an answer, it is read or refused as unreadable; nothing else ever comes out. */
class DocumentProperties {
    private static final String XML = "<?xml version=\"1.0\"?><Content id='0x1'><name>I</name><item"
            + " id='0x2'><name>W&#xE4;rme</name><item id='0x3'><name>V</name><min>0</min><option"
            + " value='0'>a</option><raw>0</raw><div>10</div><value><![CDATA[<b>1</b>]]></value></item><!-- c"
            + " --></item></Content>";
    private static final String JSON =
            "{\"type\":\"Content\",\"id\":\"0x1\",\"items\":[{\"id\":\"0x2\",\"name\":\"W\\u00e4\","
                    + "\"items\":[{\"id\":\"0x3\",\"name\":\"V\",\"raw\":1,\"div\":10,\"value\":\"0.1\","
                    + "\"options\":[{\"value\":0,\"name\":\"a\"},\"b\"]}]}]}";

    private final DocumentReader reader = new DocumentReader();

    private boolean reads(String text) {
        try {
            return reader.read(text) != null;
        } catch (UnreadableDocument e) {
            assertThat(e.reason()).isIn("xml", "json", "format", "oversized");
            return false;
        }
    }

    @Test
    void the_whole_documents_are_read_and_no_beginning_of_them_is() {
        for (String whole : new String[] {XML, JSON}) {
            assertThat(reads(whole)).isTrue();
            for (int end = 0; end < whole.length(); end++) {
                assertThat(reads(whole.substring(0, end))).as("cut at %d", end).isFalse();
            }
        }
    }

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
    void a_character_replaced(@ForAll boolean xml, @ForAll @IntRange(max = 1_000) int at, @ForAll char with) {
        StringBuilder text = new StringBuilder(xml ? XML : JSON);
        text.setCharAt(at % text.length(), with);
        reads(text.toString());
    }

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
    void a_part_doubled_or_left_out(
            @ForAll boolean xml,
            @ForAll boolean doubled,
            @ForAll @IntRange(max = 1_000) int from,
            @ForAll @IntRange(min = 1, max = 60) int length) {
        String text = xml ? XML : JSON;
        int start = from % text.length();
        int end = Math.min(text.length(), start + length);
        reads(text.substring(0, doubled ? end : start) + text.substring(doubled ? start : end));
    }

    @Provide
    Arbitrary<String> documents() {
        return Garbage.texts(
                "luxtronik-documents",
                "<Content>",
                "</Content>",
                "<item id='0x1'>",
                "</item>",
                "<name>W</name>",
                "<value>1</value>",
                "<raw>",
                "<!--",
                "<![CDATA[",
                "&#x0;",
                "{\"type\":\"Content\",",
                "\"items\":[",
                "{\"id\":\"0x1\",\"name\":\"W\"}",
                "\"options\":{",
                "]}",
                ",",
                "null",
                "\u0000");
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void pieces_of_documents(@ForAll("documents") String text) {
        reads(text);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void anything_at_all(@ForAll boolean xml, @ForAll String rest) {
        reads((xml ? "<" : "{") + rest);
    }
}
