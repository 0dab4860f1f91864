package io.github.homeexporter.settings;

import io.github.homeexporter.formats.Faults.FileFault;

/**
 * One thing that is wrong with what a person wrote.
 *
 * @param where file and line, or the environment variable
 * @param sentence what is wrong and what is allowed; never a secret
 */
public record Finding(String where, String sentence) {
    public Finding {
        sentence = SecretMask.withoutLogins(sentence);
    }

    public static Finding of(String file, FileFault fault) {
        String line = fault.line() > 0 ? ":" + fault.line() : "";
        String rule = fault.where().isEmpty() ? "" : fault.where() + ": ";
        return new Finding(file + line, rule + fault.message());
    }

    @Override
    public String toString() {
        return where + ": " + sentence;
    }
}
