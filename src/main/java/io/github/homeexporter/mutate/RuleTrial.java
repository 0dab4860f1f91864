package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.mutate.RuleSet.RuleOutcome;
import io.github.homeexporter.mutate.RuleSet.SeriesDraft;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.words.Slug;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * One text put through a rules file, for {@code --test-rules}.
 *
 * @param lines which rule takes the text and what comes of it; or the faults of the file
 * @param taken whether a rule took it
 */
public record RuleTrial(List<String> lines, boolean taken) {
    /**
     * @param file rules file, as {@link RulesFile#load} finds it
     * @param unit empty unless the device names the unit apart
     */
    public static RuleTrial run(
            String file, String section, String name, String text, String unit, Naming naming, ZoneId zone) {
        RulesFile rules = RulesFile.load(file, zone);
        if (!rules.faults().isEmpty()) {
            return new RuleTrial(
                    rules.faults().stream().map(FileFault::toString).toList(), false);
        }
        String kind = Slug.of(file.replaceAll(".*/", "").replaceAll("\\..*", ""));
        Reading reading = new Reading(kind, section, name, text, unit, "");
        Readings readings = new Readings(List.of(reading));
        Batch batch = new Batch(kind, kind, Duration.ZERO, true, naming, 0, readings);
        RuleSet set = rules.rules();
        Subject subject = set.subject(kind, kind, section, name);
        RuleOutcome outcome = set.apply(subject, reading);
        List<String> lines = new ArrayList<>();
        lines.add("section " + subject.section + ", key " + subject.key + ", text \"" + text + "\"");
        for (SeriesDraft draft : outcome.drafts()) {
            if (draft.shape().rule().goOn()) {
                lines.add(told(rules, draft.shape().rule()) + " takes it and goes on");
            }
        }
        if (outcome.rule() != null) {
            lines.add(told(rules, outcome.rule()) + " takes it" + (dropped(outcome) ? " and drops it" : ""));
        }
        if (outcome.problem() != null) {
            lines.add((outcome.drafts().isEmpty() ? "nothing: " : "but: ") + outcome.problem());
        }
        Samples samples = new Mutation(set, batch, new Mutation.Listener() {})
                .apply(batch, readings)
                .values();
        for (int i = 0; i < samples.size(); i++) {
            lines.add(samples.series(i) + " " + samples.value(i));
        }
        boolean goesOn = !outcome.drafts().isEmpty();
        return new RuleTrial(List.copyOf(lines), outcome.problem() == null && (outcome.rule() != null || goesOn));
    }

    private static boolean dropped(RuleOutcome outcome) {
        return outcome.problem() == null && outcome.rule().action().drop();
    }

    private static String told(RulesFile file, Rule rule) {
        return rule.title() + ", " + file.origin() + ":" + rule.line();
    }
}
