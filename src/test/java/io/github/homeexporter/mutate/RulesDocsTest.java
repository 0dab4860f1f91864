package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.mutate.Expressions.ExpressionCheck;
import io.github.homeexporter.mutate.Rule.Action.Merge;
import io.github.homeexporter.mutate.RuleFilter.RuleFunction;
import io.github.homeexporter.mutate.RuleParser.MatchParser;
import io.github.homeexporter.mutate.Style.StyleParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RulesDocsTest {
    @Test
    void name_every_key_filter_function_and_variable_of_the_code() throws IOException {
        String docs = Files.readString(Path.of("docs/rules.md"));
        Set<String> words = new TreeSet<>();
        words.addAll(RulesFile.KEYS);
        words.addAll(RuleParser.RULE_KEYS);
        words.addAll(MatchParser.KEYS);
        words.addAll(ActionParser.KEYS);
        words.addAll(StyleParser.NAMINGS);
        words.addAll(StyleParser.STYLE_KEYS);
        words.addAll(RuleSet.VARIABLES);
        words.addAll(Style.VARIABLES);
        words.addAll(RuleFilter.all(Rules.BERLIN).keySet());
        for (Merge merge : Merge.values()) {
            words.add(merge.name().toLowerCase(java.util.Locale.ROOT));
        }
        assertThat(words).allSatisfy(word -> assertThat(docs).contains("`" + word + "`"));
        assertThat(StyleParser.UNIT_KEYS).allSatisfy(word -> assertThat(docs).containsPattern("\\b" + word + "\\b"));
        assertThat(ExpressionCheck.TESTS).allSatisfy(word -> assertThat(docs).contains("`is " + word + "`"));
        RuleFunction.ALL.forEach((name, function) -> assertThat(docs)
                .contains("`" + name + "("
                        + String.join(", ", function.signature().arguments()) + ")`"));
        assertThat(docs).contains(Integer.toString(Expressions.MAX_OUTPUT));
    }
}
