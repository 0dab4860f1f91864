package io.github.homeexporter.comparison.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.comparison.query.Unanswered.Asked;
import io.github.homeexporter.comparison.series.Span;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in somebody's dashboard: it is read, or refused in one line. */
class PromqlProperties {
    @Provide
    Arbitrary<String> expressions() {
        return Garbage.texts(
                "promql",
                "a_total",
                "sum",
                "by",
                "or",
                "offset",
                "(",
                ")",
                "{",
                "}",
                "[",
                "]",
                "[[x]]",
                "$x",
                "${x:y}",
                "=",
                "=~",
                "!~",
                "!",
                "\"b\"",
                "\"",
                "'",
                "`",
                "\\",
                ",",
                " ",
                "\n",
                "#",
                "5m",
                "1e-3",
                ".",
                "-",
                "@",
                "__name__",
                "\"(\"");
    }

    @Property
    void an_expression_is_read_or_refused_in_one_line(@ForAll("expressions") String text) {
        Asked asked = new Asked("here", Promql.withoutVariables(text), "");
        Unanswered answers = Unanswered.of(List.of(asked), List.of(), new Span(), new Span());
        assertThat(answers.missing()).allMatch(line -> line.lines().count() == 1);
        assertThat(answers.unread()).allMatch(line -> line.lines().count() == 1);
    }
}
