package io.github.homeexporter.loxone.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.structure.StructureReader;
import io.github.homeexporter.loxone.structure.StructureReader.StructureException;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What states mean by their control's type, where no format says it: words, moments, and numbers within texts. */
class MeaningSeriesTest {
    /** A house of one control; its states are numbered from 1 in the order given. */
    private static MiniserverModel modelOf(String tempUnit, String type, String details, String... states)
            throws StructureException {
        StringBuilder json = new StringBuilder("{\"msInfo\":{\"tempUnit\":" + tempUnit
                + "},\"operatingModes\":{\"3\":\"Monday\",\"4\":\"Tuesday\"},\"controls\":{\"c\":{\"name\":\"It\",\"type\":\""
                + type + "\",\"details\":{" + details + "},\"states\":{");
        for (int i = 0; i < states.length; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\"" + states[i] + "\":\"")
                    .append(House.uuid(i + 1))
                    .append('"');
        }
        return ModelBuilder.build(
                StructureReader.read(json.append("}}}}").toString(), 1_000), House.exposition(Naming.STANDARD));
    }

    private static MiniserverModel model(String type, String details, String... states) throws StructureException {
        return modelOf("0", type, details, states);
    }

    /** Family and what tells it from the others, without what all have. */
    private static List<String> lines(Samples samples) {
        return samples.toString()
                .replaceAll("control=\"It\",?|miniserver=\"home\",?|(?<!_)type=\"\\w+\",?", "")
                .replace(",}", "}")
                .lines()
                .toList();
    }

    private static List<String> number(MiniserverModel model, int state, double value) {
        Samples out = new Samples();
        assertThat(model.number(House.uuid(state).first(), House.uuid(state).second(), value, out))
                .isTrue();
        return lines(out);
    }

    private static List<String> text(MiniserverModel model, int state, String text) {
        Samples out = new Samples();
        assertThat(model.text(House.uuid(state), text, out)).isTrue();
        return lines(out);
    }

    private static List<String> holding(List<String> lines) {
        List<String> words = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("loxone_named_state") && line.endsWith(" 1.0")) {
                words.add(line.replaceAll(".*state=\"([^\"]*)\".*", "$1"));
            }
        }
        return words;
    }

    @Test
    void a_mode_keeps_its_number_and_has_a_series_for_each_word() throws StructureException {
        assertThat(number(model("IRoomControllerV2", "", "activeMode"), 1, 1))
                .containsExactly(
                        "loxone_state{state=\"activeMode\"} 1.0",
                        "loxone_named_state{name=\"activeMode\",state=\"economy\"} 0.0",
                        "loxone_named_state{name=\"activeMode\",state=\"comfort\"} 1.0",
                        "loxone_named_state{name=\"activeMode\",state=\"building_protection\"} 0.0",
                        "loxone_named_state{name=\"activeMode\",state=\"manual\"} 0.0",
                        "loxone_named_state{name=\"activeMode\",state=\"off\"} 0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "IRoomControllerV2; operatingMode; -1; off",
                "IRoomControllerV2; operatingMode; 7; ''",
                "IRoomControllerV2; overrideReason; 2; window_open",
                "IRoomController; currHeatTempIx; 6; party",
                "IRCV2Daytimer; value; 1; comfort",
                "IRCV2Daytimer; mode; 4; Tuesday",
                "Daytimer; mode; 3; Monday",
                "Alarm; level; 5; external",
                "SmokeAlarm; level; 2; main_alarm",
                "SmokeAlarm; alarmCause; 5; smoke temperature",
                "Ventilation; ventReason; 6; turbo",
                "Ventilation; activeTimerProfile; -2; none",
                "ClimateController; currentMode; 2; cooling",
                "ClimateControllerUS; currentStatus; 1025; heating_first_stage too_hot_outside",
                "ClimateControllerUS; currentStatus; 0; ''",
                "Jalousie; deviceState; 1; offline",
                "Gate; active; -1; closing",
                "PowerUnit; deviceInfo; 3; backup_mode overcurrent",
                "WallboxManager; limitedBy0; 8; maximum",
                "Irrigation; currentZone; -1; off",
                "Irrigation; currentZone; 0; zone_1",
                "LightControllerV2; presence; 5; allowed_by_input connected",
                "SteakThermo; deviceState; 4; asleep",
                "AudioZoneV2; playState; 2; playing"
            })
    void a_documented_state_has_its_word(String type, String state, double value, String words)
            throws StructureException {
        assertThat(String.join(" ", holding(number(model(type, "", state), 1, value))))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Radio; \"outputs\":{\"1\":\"Low\",\"6\":\"Auto\"},\"allOff\":\"None\"; activeOutput; 6; Auto",
                "Radio; \"outputs\":{\"1\":\"Low\"},\"allOff\":\"None\"; activeOutput; 0; None",
                "InfoOnlyDigital; \"text\":{\"off\":\"Shut\",\"on\":\"Open\"}; active; 1; Open",
                "Ventilation; \"modes\":[{\"name\":\"Exhaust\",\"id\":1},{\"id\":2}]; mode; 1; Exhaust",
                "Wallbox2; \"modes\":[{\"name\":\"Eco\",\"id\":2}]; mode; 99; manual",
                "Wallbox2; \"modes\":[{\"name\":\"Eco\",\"id\":2}]; mode; 2; Eco",
                "Sequential; \"sequences\":[{\"name\":\"Morning\",\"id\":4}]; activeSequence; 4; Morning",
                "Remote; \"modeList\":{\"3\":{\"name\":\"TV\",\"usedButtons\":[]}}; mode; 3; TV"
            })
    void words_of_the_house_come_from_its_own_details(
            String type, String details, String state, double value, String word) throws StructureException {
        assertThat(holding(number(model(type, details, state), 1, value))).containsExactly(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ClimateControllerUS; minimumTempCooling; 20; loxone_state_celsius 20.0",
                "IRoomControllerV2; comfortTolerance; 2; loxone_state_kelvin 2.0",
                "SteakThermo; temperatureYellow; 60; loxone_state_celsius 60.0",
                "SteakThermo; batteryStateOfCharge; 50; loxone_state_ratio 0.5",
                "Jalousie; position; 0.25; loxone_state_ratio 0.25",
                "EnergyManager2; Gpwr; 1.5; loxone_state_watts 1500.0",
                "EnergyManager2; MinSoc; 20; loxone_state_ratio 0.2",
                "PowerUnit; CP3; 0.5; loxone_state_watts 500.0",
                "Wallbox2; limit; 11; loxone_state_watts 11000.0",
                "Fronius; prodTotal; 2; loxone_meter_joules_total 7200000.0",
                "Fronius; prodCurrDay; 2; loxone_state_joules 7200000.0",
                "PvProductionForecast; today; 1; loxone_state_joules 3600000.0",
                "Hourcounter; total; 60; loxone_meter_seconds_total 60.0",
                "Irrigation; rainTime; 60; loxone_state_seconds 60.0",
                "PresenceDetector; activeSince; 100; loxone_state_timestamp_seconds 1.2307681E9",
                "Alarm; armedAt; 1700000000; loxone_state_timestamp_seconds 1.7E9",
                "Ventilation; temperatureOutdoor; -3; loxone_state_celsius -3.0",
                "Ventilation; speed; 40; loxone_state_ratio 0.4"
            })
    void a_documented_state_has_its_unit(String type, String state, double value, String exported)
            throws StructureException {
        assertThat(number(model(type, "", state), 1, value).get(0).replaceAll("\\{.*}", ""))
                .isEqualTo(exported);
    }

    @Test
    void a_difference_of_fahrenheit_has_no_zero_point() throws StructureException {
        assertThat(number(modelOf("1", "IRoomControllerV2", "", "comfortTolerance", "tempActual"), 1, 9))
                .containsExactly("loxone_state_kelvin{state=\"comfortTolerance\"} 5.0");
        assertThat(number(modelOf("1", "IRoomControllerV2", "", "comfortTolerance", "tempActual"), 2, 212))
                .containsExactly("loxone_state_celsius{state=\"tempActual\"} 100.0");
    }

    @Test
    void numbers_that_stand_for_no_value_are_no_value() throws StructureException {
        MiniserverModel model = model("IRoomControllerV2", "", "actualOutdoorTemp");
        assertThat(number(model, 1, -1000)).isEmpty();
        assertThat(number(model, 1, -10)).containsExactly("loxone_state_celsius{state=\"actualOutdoorTemp\"} -10.0");
        assertThat(number(model, 1, -1000)).containsExactly("loxone_state_celsius{state=\"actualOutdoorTemp\"} NaN");
        assertThat(number(model("ClimateControllerUS", "", "fanTimerUntil"), 1, -1))
                .isEmpty();
    }

    @Test
    void moods_are_told_by_name_as_soon_as_both_texts_are_there() throws StructureException {
        MiniserverModel model = model("LightControllerV2", "", "moodList", "activeMoods");
        assertThat(text(model, 2, "[2]")).isEmpty();
        assertThat(text(model, 1, "[{\"name\":\"Off\",\"id\":778},{\"name\":\"Bright\",\"id\":2}]"))
                .containsExactly(
                        "loxone_named_state{name=\"activeMoods\",state=\"Off\"} 0.0",
                        "loxone_named_state{name=\"activeMoods\",state=\"Bright\"} 1.0");
        assertThat(holding(text(model, 2, "[778,2]"))).containsExactly("Off", "Bright");
        assertThat(text(model, 1, "[{\"name\":\"Off\",\"id\":778}]"))
                .containsExactly(
                        "loxone_named_state{name=\"activeMoods\",state=\"Bright\"} NaN",
                        "loxone_named_state{name=\"activeMoods\",state=\"Off\"} 1.0");
        assertThat(text(model, 1, "{broken"))
                .containsExactly("loxone_named_state{name=\"activeMoods\",state=\"Off\"} NaN");
    }

    @Test
    void scenes_of_the_older_controller_are_told_by_name() throws StructureException {
        MiniserverModel model = model("LightController", "", "sceneList", "activeScene");
        text(model, 1, "1=\"Evening\",2=\"Night\"");
        assertThat(holding(number(model, 2, 2))).containsExactly("Night");
    }

    @Test
    void a_lock_says_who_locked() throws StructureException {
        MiniserverModel model = model("Switch", "", "jLocked");
        assertThat(holding(text(model, 1, ""))).containsExactly("unlocked");
        assertThat(holding(text(model, 1, "{\"locked\":2,\"reason\":\"x\"}"))).containsExactly("locked_by_logic");
        assertThat(text(model, 1, "nonsense")).hasSize(3).allMatch(line -> line.endsWith(" NaN"));
    }

    @Test
    void numbers_within_a_text_are_told_by_the_part_they_are_of() throws StructureException {
        MiniserverModel loads = model("EnergyManager2", "", "loads");
        assertThat(text(loads, 1, "[{\"name\":\"Boiler\",\"pwr\":1.5,\"active\":true},{\"name\":\"Pool\",\"pwr\":0}]"))
                .contains(
                        "loxone_state_watts{part=\"Boiler\",state=\"loads.pwr\"} 1500.0",
                        "loxone_state_watts{part=\"Pool\",state=\"loads.pwr\"} 0.0",
                        "loxone_state{part=\"Boiler\",state=\"loads.active\"} 1.0");
        assertThat(text(loads, 1, "[{\"name\":\"Pool\",\"pwr\":0}]"))
                .contains(
                        "loxone_state_watts{part=\"Boiler\",state=\"loads.pwr\"} NaN",
                        "loxone_state{part=\"Boiler\",state=\"loads.active\"} NaN");
        assertThat(text(model("Irrigation", "", "zones"), 1, "[{\"id\":0,\"name\":\"Lawn\",\"duration\":600}]"))
                .containsExactly("loxone_state_seconds{part=\"Lawn\",state=\"zones.duration\"} 600.0");
        assertThat(text(
                        model("Wallbox2", "", "session"),
                        1,
                        "{\"energy\":2,\"power\":0,\"price\":-1337,\"user\":\"x\"}"))
                .containsExactlyInAnyOrder(
                        "loxone_state_joules{state=\"session.energy\"} 7200000.0",
                        "loxone_state_watts{state=\"session.power\"} 0.0");
        assertThat(text(model("SteakThermo", "", "currentTemperatures"), 1, "[82,148]"))
                .containsExactly(
                        "loxone_state_celsius{part=\"0\",state=\"currentTemperatures\"} 82.0",
                        "loxone_state_celsius{part=\"1\",state=\"currentTemperatures\"} 148.0");
        assertThat(text(model("Tracker", "", "entries"), 1, "a|b|c"))
                .containsExactly("loxone_state{state=\"entries.count\"} 3.0");
    }

    @ParameterizedTest
    @CsvSource({"actual1", "1a2b3c4d-0001-1111-ffff000000000001"})
    void nodes_of_an_energy_monitor_are_told_by_name(String about) throws StructureException {
        String details =
                "\"actualFormat\":\"%.3fkW\",\"nodes\":[{\"title\":\"House\",\"nodeType\":\"Group\",\"nodes\":["
                        + "{\"title\":\"Roof\",\"nodeType\":\"Production\",\"actualEfmState\":\"" + about + "\"}]}]";
        assertThat(number(model("EFM", details, "actual1"), 1, 2))
                .containsExactly("loxone_state_watts{node=\"Roof\",node_type=\"Production\",state=\"actual1\"} 2000.0");
    }

    @Test
    void legacy_names_know_nothing_of_it() throws StructureException {
        String house =
                "{\"controls\":{\"c\":{\"name\":\"It\",\"type\":\"IRoomControllerV2\",\"states\":{\"activeMode\":\""
                        + House.uuid(1) + "\"}}}}";
        MiniserverModel model = ModelBuilder.build(StructureReader.read(house, 10), House.exposition(Naming.LEGACY));
        assertThat(number(model, 1, 1))
                .containsExactly("loxone_control_value{name=\"It\",subcontrol=\"activeMode\"} 1.0");
        assertThat(text(model, 1, "x"))
                .containsExactly("loxone_control_value{name=\"It\",subcontrol=\"activeMode\"} NaN");
    }

    @Test
    void what_is_no_control_has_states_too() throws StructureException {
        String house =
                "{\"controls\":{},\"mediaServer\":{\"m\":{\"name\":\"Audio\",\"type\":2,\"states\":{\"serverState\":\""
                        + House.uuid(1)
                        + "\"}}},\"messageCenter\":{\"n\":{\"name\":\"State\",\"states\":{\"changed\":\""
                        + House.uuid(2) + "\"}}},\"caller\":{\"o\":{\"name\":\"Police\"}},\"anything\":{\"p\":7}}";
        MiniserverModel legacy = ModelBuilder.build(StructureReader.read(house, 10), House.exposition(Naming.LEGACY));
        assertThat(number(legacy, 1, 2))
                .containsExactly("loxone_block_state{block=\"mediaServer\",name=\"Audio\",state=\"serverState\"} 2.0");
        assertThat(legacy.discovered()).isZero();
        MiniserverModel standard =
                ModelBuilder.build(StructureReader.read(house, 10), House.exposition(Naming.STANDARD));
        assertThat(holding(number(standard, 1, 2))).containsExactly("online");
        assertThat(number(standard, 2, 1_700_000_000))
                .hasSize(2)
                .last()
                .asString()
                .contains("timestamp_seconds");
    }
}
