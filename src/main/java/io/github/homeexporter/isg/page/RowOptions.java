package io.github.homeexporter.isg.page;

/**
 * What becomes of the lines.
 *
 * @param sectionPrefix whether every legacy name begins with its section; names that stand in several sections always do
 * @param skipCircuit2 whether lines of the second heating circuit are left out
 * @param legacyNames whether the replaced exporter's names are wanted
 */
public record RowOptions(boolean sectionPrefix, boolean skipCircuit2, boolean legacyNames) {}
