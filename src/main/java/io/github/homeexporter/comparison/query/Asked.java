package io.github.homeexporter.comparison.query;

/**
 * One question of a dashboard or of a rule.
 *
 * @param where file and panel, or file and line
 * @param promql the expression, without variables; empty when only a label is asked for
 * @param label that the series found must have, as {@code label_values} asks for it; empty for none
 */
public record Asked(String where, String promql, String label) {}
