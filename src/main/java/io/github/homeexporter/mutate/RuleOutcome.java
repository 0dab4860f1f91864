package io.github.homeexporter.mutate;


import java.util.List;

/**
 * What the rules made of one reading.
 *
 * @param drafts none when it is dropped or when no rule took it
 * @param rule the rule that ended the search, null when none did
 * @param problem why nothing came of it, null when all is as the rules want it
 */
record RuleOutcome(List<SeriesDraft> drafts, Rule rule, String problem) {
    static final String NO_RULE = "no rule takes it";
}
