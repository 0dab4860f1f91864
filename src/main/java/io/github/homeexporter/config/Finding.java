package io.github.homeexporter.config;

/**
 * One thing that is wrong with what a person wrote.
 *
 * @param where file and line, or the environment variable
 * @param sentence what is wrong and what is allowed; never a secret
 */
public record Finding(String where, String sentence) {
    @Override
    public String toString() {
        return where + ": " + sentence;
    }
}
