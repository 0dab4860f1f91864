package io.github.homeexporter.mutate;

/**
 * One thing wrong with a rules file.
 *
 * @param file as it was asked for
 * @param line counted from 1; 0 when the fault is of the whole file
 * @param where which rule or part, may be empty
 * @param message what is wrong and what is allowed
 */
public record RuleFault(String file, int line, String where, String message) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (where.isEmpty() ? "" : where + ": ") + message;
    }
}
