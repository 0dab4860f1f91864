package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page of a real controller, as the exporter that is replaced showed it. Names and values are facts of that run. */
public class CapturedPageTest {
    /** All that the replaced exporter made of the page, but the false boolean out of the error memory. */
    public static final String BEFORE = """
            luxtronik_anlagenstatus{attr="bivalenz-stufe"} 1
            luxtronik_ausgaenge{attr="bup_state"} 0
            luxtronik_ausgaenge{attr="fup-1_state"} 1
            luxtronik_ausgaenge{attr="hup_state"} 1
            luxtronik_ausgaenge{attr="ventil-bosup_state"} 0
            luxtronik_ausgaenge{attr="verdichter_state"} 0
            luxtronik_ausgaenge{attr="zip_state"} 0
            luxtronik_ausgaenge{attr="zup_state"} 1
            luxtronik_ausgaenge{attr="zwe-1_state"} 1
            luxtronik_ausgaenge{attr="zwe-2-sst_state"} 1
            luxtronik_betriebsstunden{attr="impulse-verdichter-1"} 0
            luxtronik_eingaenge{attr="asd_state"} 0
            luxtronik_eingaenge{attr="durchfluss_l/h"} 2100
            luxtronik_eingaenge{attr="evu_state"} 1
            luxtronik_eingaenge{attr="hd_bar"} 13.08
            luxtronik_eingaenge{attr="hd_state"} 0
            luxtronik_eingaenge{attr="mot_state"} 1
            luxtronik_eingaenge{attr="nd_bar"} 13.09
            luxtronik_glt{attr="art_state"} 0
            luxtronik_temperaturen{attr="ansaug-vd_C"} 20.6
            luxtronik_temperaturen{attr="aussentemperatur_C"} 11.8
            luxtronik_temperaturen{attr="heissgas_C"} 20.9
            luxtronik_temperaturen{attr="mitteltemperatur_C"} 9.2
            luxtronik_temperaturen{attr="rueckl-soll_C"} 23.5
            luxtronik_temperaturen{attr="ruecklauf_C"} 28.2
            luxtronik_temperaturen{attr="ueberhitzung-soll_K"} 7.5
            luxtronik_temperaturen{attr="ueberhitzung_K"} 1.5
            luxtronik_temperaturen{attr="vorlauf-max_C"} 64
            luxtronik_temperaturen{attr="vorlauf_C"} 28
            luxtronik_temperaturen{attr="waermequelle-aus_C"} 19.7
            luxtronik_temperaturen{attr="waermequelle-ein_C"} 20.4
            luxtronik_temperaturen{attr="warmwasser-ist_C"} 14.4
            luxtronik_temperaturen{attr="warmwasser-soll_C"} 50
            luxtronik_waermemenge{attr="gesamt_kWh"} 0
            luxtronik_waermemenge{attr="heizung_kWh"} 0
            luxtronik_waermemenge{attr="seit-31-10-18_kWh"} 0
            luxtronik_waermemenge{attr="seit-reset_kWh"} 0
            luxtronik_waermemenge{attr="warmwasser_kWh"} 0
            luxtronik_waermemenge{attr="zweit-waermeerz_kWh"} 1047.3
            """;

    /** What it lost. */
    private static final String GAINED = """
            luxtronik_ablaufzeiten{attr="hrm-zeit_seconds"} 12623
            luxtronik_ablaufzeiten{attr="hrw-zeit_seconds"} 0
            luxtronik_ablaufzeiten{attr="netzeinschaltv_seconds"} 0
            luxtronik_ablaufzeiten{attr="sperre-ww_seconds"} 0
            luxtronik_ablaufzeiten{attr="ssp-zeit_seconds"} 0
            luxtronik_ablaufzeiten{attr="tdi-seit_seconds"} 0
            luxtronik_ablaufzeiten{attr="vd-stand_seconds"} 13428143
            luxtronik_ablaufzeiten{attr="wp-seit_seconds"} 0
            luxtronik_ablaufzeiten{attr="zwe1-seit_seconds"} 198365
            luxtronik_abschaltungen{attr="last",reason="AnlStörung"} 1519811551
            luxtronik_abschaltungen{attr="last",reason="keine Anf."} 1519812683
            luxtronik_anlagenstatus_info{softwarestand="V3.82.4 (r3286)",waermepumpen_typ="MSW12"} 1
            luxtronik_anlagenstatus{attr="betriebszustand",state="cooling"} 0
            luxtronik_anlagenstatus{attr="betriebszustand",state="defrost"} 0
            luxtronik_anlagenstatus{attr="betriebszustand",state="evu_lock"} 0
            luxtronik_anlagenstatus{attr="betriebszustand",state="heating"} 1
            luxtronik_anlagenstatus{attr="betriebszustand",state="heating_external"} 0
            luxtronik_anlagenstatus{attr="betriebszustand",state="other"} 0
            luxtronik_anlagenstatus{attr="betriebszustand",state="hot_water"} 0
            luxtronik_anlagenstatus{attr="betriebszustand",state="no_request"} 0
            luxtronik_anlagenstatus{attr="betriebszustand",state="pool_solar"} 0
            luxtronik_betriebsstunden{attr="betriebstund-vd1_h"} 0
            luxtronik_betriebsstunden{attr="betriebstunden-heiz_h"} 0
            luxtronik_betriebsstunden{attr="betriebstunden-wp_h"} 0
            luxtronik_betriebsstunden{attr="betriebstunden-ww_h"} 0
            luxtronik_betriebsstunden{attr="betriebstunden-zwe1_h"} 116
            luxtronik_betriebsstunden{attr="laufzeit-o-vd1_seconds"} 0
            luxtronik_fehlerspeicher{attr="last",code="711"} 1527509850
            luxtronik_fehlerspeicher{attr="last",code="716"} 1519811551
            luxtronik_fehlerspeicher{attr="last",code="751"} 1540808210
            luxtronik_fehlerspeicher{attr="last",code="792"} 1527508135
            luxtronik_fehlerspeicher{attr="lines",code="711"} 1
            luxtronik_fehlerspeicher{attr="lines",code="716"} 1
            luxtronik_fehlerspeicher{attr="lines",code="751"} 1
            luxtronik_fehlerspeicher{attr="lines",code="792"} 1
            """;

    @Test
    void shows_every_series_of_the_replaced_exporter_and_what_that_one_lost() throws Exception {
        Rules rules = Rules.shipped();
        Map<String, String> lines = rules.legacy(readings());
        Map<String, String> expected = new LinkedHashMap<>();
        (BEFORE + GAINED).lines().forEach(line -> {
            int blank = line.lastIndexOf(' ');
            expected.put(line.substring(0, blank), line.substring(blank + 1));
        });
        assertThat(lines).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(rules.untaken).isEmpty();
        assertThat(rules.duplicates).isEmpty();
    }

    @Test
    void gives_every_reading_a_book_name_too() throws Exception {
        Rules rules = Rules.shipped();
        Map<String, String> lines = rules.standard(readings());
        assertThat(rules.untaken).isEmpty();
        assertThat(lines)
                .containsEntry("luxtronik_temperature_celsius{name=\"flow\",section=\"temperatures\"}", "28")
                .containsEntry("luxtronik_pressure_pascals{name=\"high_pressure\",section=\"inputs\"}", "1308000")
                .containsEntry("luxtronik_state{name=\"high_pressure\",section=\"inputs\"}", "0");
        assertThat(lines.keySet()).noneMatch(series -> series.startsWith("luxtronik_value_"));
    }

    /** German of 3.82 and 3.89, English of 3.90: no item that the vocabulary does not know, and one name for what all have. */
    @Test
    void has_a_row_for_every_item_of_every_captured_page() throws Exception {
        Map<String, String> german = new LinkedHashMap<>();
        for (String file : List.of("get.xml", "content_390_de.xml", "content_390_en.xml")) {
            Rules rules = Rules.shipped();
            Map<String, String> lines = rules.standard(readings(file));
            assertThat(rules.unnamed).as(file).isEmpty();
            assertThat(rules.untaken).as(file).isEmpty();
            if (file.endsWith("_de.xml")) {
                german = lines;
            } else if (file.endsWith("_en.xml")) {
                assertThat(lines.keySet()).as(file).containsAll(common(german));
            }
        }
    }

    /** But for what one of the two had and the other had not: errors and switch-offs, texts, a flow that is measured. */
    private static List<String> common(Map<String, String> lines) {
        return lines.keySet().stream()
                .filter(line -> !line.matches("luxtronik_(error|switch_off|info|value).*"))
                .toList();
    }

    static Reading[] readings() throws Exception {
        return readings("get.xml");
    }

    private static Reading[] readings(String name) throws Exception {
        String captures = System.getProperty("captures", "");
        Assumptions.assumeTrue(!captures.isEmpty(), "needs -Dcaptures=DIR with a real controller's documents");
        javax.xml.parsers.DocumentBuilder xml =
                javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Path file = Path.of(captures, "luxtronik", name);
        List<Reading> readings = new ArrayList<>();
        Element page = xml.parse(Files.newInputStream(file)).getDocumentElement();
        collect(page, "", readings);
        return readings.toArray(Reading[]::new);
    }

    private static void collect(Element parent, String section, List<Reading> readings) {
        for (Element item : children(parent, "item")) {
            String name = children(item, "name").get(0).getTextContent();
            if (children(item, "value").isEmpty()) {
                collect(item, section.isEmpty() ? name : section + "/" + name, readings);
            } else {
                String text = children(item, "value").get(0).getTextContent();
                readings.add(Rules.reading(section, name, text.strip()));
            }
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
