package io.github.homeexporter.loxone;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.loxone.login.Answer.ApiInfo;
import io.github.homeexporter.loxone.state.EventTables;
import io.github.homeexporter.loxone.state.StatusDocument;
import io.github.homeexporter.loxone.structure.StructureReader;
import io.github.homeexporter.loxone.structure.StructureReader.StructureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a Miniserver says: it is read, or refused with a word of its own. */
class MiniserverPropertyTest {
    @Provide
    Arbitrary<byte[]> tables() {
        ByteBuffer good = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
        good.putInt(1).putShort((short) 2).putShort((short) 3).putLong(4).putDouble(21.5);
        good.putInt(1).putShort((short) 2).putShort((short) 3).putLong(4).putInt(6);
        return Garbage.bytes("miniserver-tables", good.array());
    }

    @Provide
    Arbitrary<String> documents() {
        return Garbage.texts(
                "miniserver-documents",
                "{\"msInfo\":{\"serialNr\":\"504F94000000\",\"msName\":\"House\"},",
                "\"controls\":{\"0f1e2d3c-0001-0002-ffff504f94000000\":{\"name\":\"x\",\"type\":\"Switch\",\"states\":{\"active\":",
                "\"0f1e2d3c-0001-0002-ffff504f94000000\"",
                "\"rooms\":{},",
                "\"cats\":[],",
                "\"LL\":{\"control\":\"jdev/cfg/apiKey\",\"Code\":\"200\",\"value\":",
                "\"{'snr': '50:4F', 'version':'14.0'}\"",
                "<Status><Miniserver Name=\"x\">",
                "</Miniserver></Status>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]>",
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "\\",
                "null",
                "1e999",
                "\n",
                "\u0000");
    }

    @Property
    void a_table_is_read_as_far_as_it_is_whole(@ForAll("tables") byte[] bytes) {
        EventTables.values(table(bytes), (first, second, value) -> {}, wrong -> {});
        EventTables.texts(table(bytes), (uuid, text) -> {}, wrong -> {});
        EventTables.daytimers(table(bytes), daytimer -> {}, wrong -> {});
        EventTables.weather(table(bytes), weather -> {}, wrong -> {});
    }

    @Property
    void a_document_is_read_or_refused(@ForAll("documents") String text) {
        ApiInfo.parse(text);
        StatusDocument.read(text, Map.of());
        try {
            StructureReader.read(text, 100);
        } catch (StructureException e) {
            org.assertj.core.api.Assertions.assertThat(e.getMessage()).doesNotContain("\n");
        }
    }

    private static ByteBuffer table(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
