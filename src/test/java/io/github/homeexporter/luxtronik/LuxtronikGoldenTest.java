package io.github.homeexporter.luxtronik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole conversations through the shipped route and rules; {@code -Dgolden.update=true} writes the pages anew. */
@Execution(ExecutionMode.CONCURRENT)
class LuxtronikGoldenTest {
    private static final Path PAGES = Path.of("src/test/resources/luxtronik");

    private static String page(LuxtronikFirmware firmware, String language, String naming) throws Exception {
        try (SimulatedLuxtronik controller = new SimulatedLuxtronik(firmware, language, 0).clock(() -> 700);
                ShippedRoute route = new ShippedRoute(controller.address(), naming)) {
            await().until(() -> route.lastSample() > 0);
            long first = route.lastSample();
            await("values follow the page")
                    .until(() -> controller.commands().contains("REFRESH") && route.lastSample() > first);
            return route.page();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "XML_3_82, de, legacy",
        "XML_3_90, de, legacy",
        "JSON_3_92, de, legacy",
        "XML_3_82, en, legacy",
        "XML_3_90, en, legacy",
        "JSON_3_92, en, legacy",
        "XML_3_90, de, standard",
        "XML_3_90, en, standard",
        "XML_3_82, nl, legacy",
        "XML_3_82, nl, standard",
        "XML_3_82, cs, legacy",
        "XML_3_82, cs, standard",
        "XML_3_82, fi, legacy",
        "XML_3_82, fi, standard"
    })
    void a_conversation_becomes_the_same_page_whatever_the_firmware(
            LuxtronikFirmware firmware, String language, String naming) throws Exception {
        String page = page(firmware, language, naming);
        Path golden = PAGES.resolve(language + "-" + naming + ".prom");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGES);
            Files.writeString(golden, page);
        }
        assertThat(page).isEqualTo(Files.readString(golden));
    }

    /** To the byte: not a label and not a number depends on the language. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "nl", "cs", "fi"})
    void the_names_by_the_book_are_the_same_in_every_language(String language) throws Exception {
        assertThat(Files.readString(PAGES.resolve(language + "-standard.prom")))
                .isEqualTo(Files.readString(PAGES.resolve("de-standard.prom")));
    }
}
