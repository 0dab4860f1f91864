package io.github.homeexporter.host.report;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.formats.Json;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a program prints: a parser answers, or says in one line that it is none of what it expects. */
class ReportProperties {
    private interface Parser {
        void parse(String text) throws IOException;
    }

    private static final List<Parser> PARSERS = List.of(
            text -> SmartReport.parse(text, "/dev/sda"),
            SmartTarget::scanned,
            SensorsReport::parse,
            ZpoolList::parse,
            Json::parse);

    @Provide
    Arbitrary<String> outputs() {
        Arbitrary<String> made = Garbage.texts(
                "reports",
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "\\",
                "\n",
                "\t",
                " ",
                "-",
                "1",
                "-1",
                "1e999",
                "99999999999999999999",
                "null",
                "true",
                "\"smartctl\":{\"exit_status\":0}",
                "\"smartctl\":{\"exit_status\":\"x\"}",
                "\"ata_smart_attributes\":",
                "{\"table\":[{\"id\":5}]}",
                "\"devices\":[{\"name\":\"-x\"}]",
                "\"temp1_input\":",
                "\"device\":{\"name\":7}",
                "tank",
                "ONLINE",
                "\t\t\t\t\t\t\t\t\t",
                "\u00e9",
                "\0");
        return Arbitraries.oneOf(made, made.map(text -> "{" + text + "}"));
    }

    @Property
    void every_parser_answers_or_refuses(@ForAll("outputs") String text) {
        for (Parser parser : PARSERS) {
            assertThatCode(() -> {
                        try {
                            parser.parse(text);
                        } catch (IOException e) {
                            if (e.getMessage().contains("\n")) {
                                throw new AssertionError("more than a line: " + e.getMessage(), e);
                            }
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Property
    void a_device_list_is_accepted_or_refused(@ForAll("outputs") String text) {
        try {
            SmartTarget.list(text);
        } catch (IllegalArgumentException e) {
            org.assertj.core.api.Assertions.assertThat(e.getMessage()).startsWith("device ");
        }
    }
}
