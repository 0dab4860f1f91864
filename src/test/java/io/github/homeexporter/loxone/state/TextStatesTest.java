package io.github.homeexporter.loxone.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States that are texts. */
class TextStatesTest {
    private static MiniserverModel model(Naming naming) {
        return ModelBuilder.build(House.structure(), House.exposition(naming));
    }

    private static List<String> number(MiniserverModel model, StateUuid state, double value) {
        Samples out = new Samples();
        assertThat(model.number(state.first(), state.second(), value, out)).isTrue();
        return lines(out);
    }

    private static List<String> text(MiniserverModel model, StateUuid state, String text) {
        Samples out = new Samples();
        assertThat(model.text(state, text, out)).isTrue();
        return lines(out);
    }

    private static List<String> lines(Samples samples) {
        return samples.toString().lines().toList();
    }

    @Test
    void texts_are_exported_only_when_asked_for() {
        assertThat(text(model(Naming.LEGACY), House.BOILER_TEXT, "heating")).isEmpty();
    }

    @Test
    void new_text_takes_the_old_one_away() {
        MiniserverModel model = ModelBuilder.build(House.structure(), House.withTexts(Naming.LEGACY));
        String start = "loxone_control_info{category=\"Energy\",miniserver=\"home\",name=\"Boiler state\","
                + "room=\"Cellar\",subcontrol=\"textAndIcon\",type=\"TextState\"";
        assertThat(text(model, House.BOILER_TEXT, "heating")).containsExactly(start + ",value=\"heating\"} 1.0");
        assertThat(text(model, House.BOILER_TEXT, "heating")).containsExactly(start + ",value=\"heating\"} 1.0");
        assertThat(text(model, House.BOILER_TEXT, "A\"b\\c\nd"))
                .containsExactly(start + ",value=\"heating\"} NaN", start + ",value=\"A\\\"b\\\\c\\nd\"} 1.0");
        assertThat(model.exported()).isEqualTo(1);
    }

    @Test
    void texts_are_cut_and_those_that_are_equal_then_stay() {
        MiniserverModel model = ModelBuilder.build(House.structure(), House.withTexts(Naming.LEGACY));
        text(model, House.BOILER_TEXT, "x".repeat(300) + "1");
        assertThat(text(model, House.BOILER_TEXT, "x".repeat(300) + "2"))
                .singleElement()
                .asString()
                .contains("value=\"" + "x".repeat(256) + "\"")
                .endsWith(" 1.0");
    }

    @Test
    void json_is_exported_for_text_controls_only() {
        MiniserverModel model = ModelBuilder.build(House.structure(), House.withTexts(Naming.STANDARD));
        assertThat(text(model, House.MOODS, "[{\"name\":\"off\"}]")).isEmpty();
        assertThat(text(model, House.MOODS, "off"))
                .singleElement()
                .asString()
                .startsWith("loxone_text_info{")
                .contains("value=\"off\"");
        assertThat(text(model, House.BOILER_TEXT, "{}")).hasSize(1);
    }

    @Test
    void a_state_whose_table_changes_leaves_no_twin() {
        MiniserverModel model = ModelBuilder.build(House.structure(), House.withTexts(Naming.BOTH));
        number(model, House.MOODS, 5);
        List<String> texts = text(model, House.MOODS, "on");
        assertThat(texts).filteredOn(line -> line.endsWith(" NaN")).hasSize(2).allMatch(l -> !l.contains("value=\"on"));
        assertThat(texts).filteredOn(line -> line.endsWith(" 1.0")).hasSize(2).allMatch(l -> l.contains("value=\"on"));
        List<String> numbers = number(model, House.MOODS, 6);
        assertThat(numbers)
                .filteredOn(line -> line.endsWith(" NaN"))
                .hasSize(2)
                .allMatch(l -> l.contains("value=\"on"));
        assertThat(numbers).filteredOn(line -> line.endsWith(" 6.0")).hasSize(2);
    }

    @Test
    void a_number_goes_when_its_state_becomes_a_text_that_nobody_asked_for() {
        MiniserverModel model = model(Naming.LEGACY);
        number(model, House.MOODS, 5);
        assertThat(text(model, House.MOODS, "on")).singleElement().asString().endsWith(" NaN");
        assertThat(number(model, House.MOODS, 5)).singleElement().asString().endsWith(" 5.0");
    }
}
