package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Naming;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTrialTest {
    private static final String FILE = "rules/luxtronik.yaml";

    private static List<String> run(String section, String name, String text, String unit, Naming naming) {
        return RuleTrial.run(FILE, section, name, text, unit, naming, Rules.BERLIN)
                .lines();
    }

    @Test
    void tells_which_rule_took_the_text_and_what_came_of_it() {
        List<String> lines = run("Eingänge", "EVU", "Ein", "", Naming.BOTH);
        assertThat(lines.get(0)).isEqualTo("section eingaenge, key evu, text \"Ein\"");
        assertThat(lines.get(1)).matches("rule \\d+ \\(on or off\\), rules/luxtronik.yaml:\\d+ takes it");
        assertThat(lines.subList(2, lines.size()))
                .containsExactly(
                        "luxtronik_eingaenge{attr=\"evu_state\"} 1.0",
                        "luxtronik_state{name=\"utility\",section=\"inputs\"} 1.0");
    }

    @Test
    void tells_of_rules_that_go_on() {
        List<String> lines = run("Fehlerspeicher", "28.05.18 14:17:30", "Fühler (711)", "", Naming.LEGACY);
        assertThat(lines.get(1)).contains("(lines of an error)").endsWith("takes it and goes on");
        assertThat(lines.get(2)).contains("(last time of an error)").endsWith("takes it");
        assertThat(lines).hasSize(5);
    }

    @Test
    void tells_why_nothing_came_of_it() {
        assertThat(run("Wejścia", "EVU", "Włączony", "", Naming.LEGACY)).last().isEqualTo("nothing: no rule takes it");
        assertThat(run("Eingänge", "Flow", "---", "", Naming.LEGACY))
                .last()
                .asString()
                .endsWith("takes it and drops it");
    }

    @Test
    void puts_the_unit_behind_the_text() {
        assertThat(run("Temperaturen", "Vorlauf", "28,5", "°C", Naming.LEGACY))
                .last()
                .isEqualTo("luxtronik_temperaturen{attr=\"vorlauf_C\"} 28.5");
    }

    @Test
    void lists_the_faults_of_a_broken_file() {
        assertThat(RuleTrial.run(
                                "src/test/resources/mutate/bad/unknown-variable.yaml",
                                "",
                                "",
                                "",
                                "",
                                Naming.LEGACY,
                                Rules.BERLIN)
                        .lines())
                .singleElement()
                .asString()
                .contains("unknown-variable.yaml:4: rule 1: value: unknown variable");
    }

    @Test
    void only_a_text_that_a_rule_takes_is_taken() {
        assertThat(trial("Vorlauf", "28,4 °C").taken()).isTrue();
        assertThat(trial("Zettel", "so eine Sache").taken()).isFalse();
        assertThat(RuleTrial.run("missing.yaml", "a", "b", "c", "", Naming.LEGACY, Rules.BERLIN)
                        .taken())
                .isFalse();
    }

    private static RuleTrial trial(String name, String text) {
        return RuleTrial.run(FILE, "Temperaturen", name, text, "", Naming.LEGACY, Rules.BERLIN);
    }
}
