package io.github.homeexporter.luxtronik.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.homeexporter.luxtronik.document.Document.DocumentReader;
import io.github.homeexporter.luxtronik.document.Document.LuxtronikItem;
import io.github.homeexporter.luxtronik.document.Document.UnreadableDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private final DocumentReader reader = new DocumentReader();

    @TempDir
    Path directory;

    private LuxtronikItem root(String text) throws UnreadableDocument {
        return reader.read(text).root();
    }

    private LuxtronikItem leaf(String inner) throws UnreadableDocument {
        return root("<Content><item id='1'>" + inner + "</item></Content>")
                .items()
                .get(0);
    }

    private String reason(String text) {
        return catchThrowableOfType(UnreadableDocument.class, () -> reader.read(text))
                .reason();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Navigation/>",
                " \n<navigation></navigation>",
                "\ufeff<NAVIGATION/>",
                "{\"type\":\"Navigation\"}"
            })
    void the_root_says_what_it_is_in_any_case(String text) throws Exception {
        assertThat(reader.read(text).kind()).isEqualTo(Document.Kind.NAVIGATION);
    }

    @Test
    void a_root_it_does_not_know_is_another_document() throws Exception {
        assertThat(reader.read("<html/>").kind()).isEqualTo(Document.Kind.OTHER);
        assertThat(reader.read("{}").kind()).isEqualTo(Document.Kind.OTHER);
    }

    @Test
    void entities_and_character_data_are_read_and_texts_are_trimmed() throws Exception {
        assertThat(leaf("<name>W&#xE4;rme &amp; mehr </name>").name()).isEqualTo("Wärme & mehr");
        assertThat(leaf("<value><![CDATA[ <b>SW</b> 1]]></value>").value()).isEqualTo("<b>SW</b> 1");
        assertThat(leaf("<value>28.0\u00a0°C</value>").value()).isEqualTo("28.0 °C");
        assertThat(leaf("<value><b>1</b>2</value>").value()).isEqualTo("12");
    }

    @Test
    void an_empty_value_is_not_a_missing_one() throws Exception {
        assertThat(leaf("<name>a</name><value></value>").value()).isEmpty();
        assertThat(leaf("<name>a</name><value/>").value()).isEmpty();
        assertThat(leaf("<name>a</name>").value()).isNull();
        assertThat(root("{\"items\":[{\"value\":null}]}").items().get(0).value())
                .isNull();
    }

    @Test
    void the_shape_of_3_82_has_names_first_and_that_of_3_90_names_them_again() throws Exception {
        LuxtronikItem old = root("<?xml version='1.0' encoding='UTF-8'?><Content id='0x1'><name>I</name><item id='0x2'>"
                + "<name>T</name><item id='0x3'><name>V</name><value>1°C</value></item></item></Content>");
        LuxtronikItem newer =
                root("<Content><item id='0x2'><name>T</name><item id='0x3'><name>V</name><value>1°C</value></item>"
                        + "<name>T</name></item><name>I</name></Content>");
        assertThat(newer.name()).isEqualTo("I");
        assertThat(newer.items()).isEqualTo(old.items());
        assertThat(old.items().get(0).name()).isEqualTo("T");
    }

    @Test
    void the_shape_of_3_92_says_the_same_in_json() throws Exception {
        LuxtronikItem xml = root("<Content id='0x1'><name>I</name><item id='0x2'><name>T</name>"
                + "<item id='0x3'><name>V</name><unit>°C</unit><raw>285</raw><div>10</div><value>28.5</value></item>"
                + "</item></Content>");
        LuxtronikItem json = root(
                "{\"type\":\"Content\",\"id\":\"0x1\",\"name\":\"I\",\"items\":[{\"id\":\"0x2\",\"name\":\"T\","
                        + "\"items\":[{\"id\":\"0x3\",\"name\":\"V\",\"unit\":\"°C\",\"raw\":285,\"div\":10,\"value\":\"28.5\"}]}]}");
        assertThat(json).isEqualTo(xml);
    }

    @Test
    void json_numbers_strings_and_booleans_are_texts() throws Exception {
        LuxtronikItem item =
                root("{\"items\":[{\"name\":\"a\",\"raw\":\"12\",\"div\":1.0,\"value\":true,\"min\":{\"x\":[1]}}]}")
                        .items()
                        .get(0);
        assertThat(item.raw()).isEqualTo("12");
        assertThat(item.div()).isEqualTo("1.0");
        assertThat(item.value()).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"0\":\"auto\",\"1\":\"off\"}",
                "[\"auto\",\"off\"]",
                "[{\"value\":0,\"name\":\"auto\"},{\"id\":1,\"text\":\"off\"}]"
            })
    void json_options_may_be_a_map_or_a_list(String options) throws Exception {
        LuxtronikItem item = root("{\"items\":[{\"name\":\"a\",\"raw\":1,\"options\":" + options + "}]}")
                .items()
                .get(0);
        assertThat(item.options()).isEqualTo(Map.of("0", "auto", "1", "off"));
        assertThat(item.value()).as("raw tells the text").isEqualTo("off");
    }

    @Test
    void xml_options_are_read_too() throws Exception {
        LuxtronikItem item =
                leaf("<name>a</name><option value='0'>auto</option><option value='1'>off</option><raw>0</raw>");
        assertThat(item.options()).isEqualTo(Map.of("0", "auto", "1", "off"));
        assertThat(item.value()).isEqualTo("auto");
    }

    @Test
    void an_external_entity_is_refused_and_neither_file_nor_network_is_touched() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "do not tell");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            for (String system :
                    new String[] {secret.toUri().toString(), "http://127.0.0.1:" + server.getLocalPort() + "/x.dtd"}) {
                for (String head : new String[] {
                    "<!DOCTYPE Content [<!ENTITY a SYSTEM \"" + system + "\">]>",
                    "<!DOCTYPE Content SYSTEM \"" + system + "\">",
                    "<!DOCTYPE Content [<!ENTITY % a SYSTEM \"" + system + "\"> %a;]>"
                }) {
                    UnreadableDocument refused = catchThrowableOfType(
                            UnreadableDocument.class,
                            () -> reader.read("<?xml version=\"1.0\"?>" + head
                                    + "<Content><item id='1'><value>&a;</value></item></Content>"));
                    assertThat(refused.reason()).isEqualTo("xml");
                    assertThat(refused).message().doesNotContain("do not tell");
                }
            }
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_bomb_of_entities_does_not_go_off() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE Content [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a").append(i).append(" \"");
            bomb.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        bomb.append("]><Content><item id='1'><value>&a29;</value></item></Content>");
        assertThat(reason(bomb.toString())).isEqualTo("xml");
    }

    @Test
    void ten_thousand_deep_is_too_deep_in_either_format() {
        assertThat(reason("<Content>" + "<item>".repeat(10_000) + "</item>".repeat(10_000) + "</Content>"))
                .isEqualTo("oversized");
        assertThat(reason("<Content><item><value>" + "<b>".repeat(10_000))).isEqualTo("oversized");
        assertThat(reason("{\"items\":[".repeat(10_000) + "]}".repeat(10_000))).isIn("oversized", "json");
        assertThat(reason("{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
                .isEqualTo("json");
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 20_001})
    void twenty_thousand_items_are_enough(int items) throws Exception {
        String xml = "<Content>" + "<item id='1'/>".repeat(items) + "</Content>";
        String json = "{\"items\":[" + "{},".repeat(items) + "]}";
        if (items <= DocumentReader.MOST_ITEMS) {
            assertThat(root(xml).items()).hasSize(items);
            assertThat(root(json).items()).hasSize(items);
        } else {
            assertThat(reason(xml)).isEqualTo("oversized");
            assertThat(reason(json)).isEqualTo("oversized");
        }
    }

    @Test
    void four_million_characters_are_enough() {
        assertThat(reason("<" + "x".repeat(DocumentReader.LONGEST))).isEqualTo("oversized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "what?", "\u0000"})
    void what_is_neither_xml_nor_json_is_said_so(String text) {
        assertThat(reason(text)).isEqualTo("format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{\"a\":1} x", "{\"a\"}", "{"})
    void broken_json_is_said_so(String text) {
        assertThat(reason(text)).isEqualTo("json");
    }

    @Test
    void a_reader_survives_every_fault_it_met() throws IOException, UnreadableDocument {
        reason("<Content><item>");
        reason("{\"items\":[");
        assertThat(root("<values/>").items()).isEmpty();
        assertThat(root("{\"type\":\"values\"}").items()).isEmpty();
    }
}
