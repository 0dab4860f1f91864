package io.github.homeexporter.settings;

/**
 * A setting in force.
 *
 * @param origin where it comes from, for a person: {@code application.properties:12}, {@code LUX_ADDRESS}, {@code lux.yaml}
 * @param source which layer that is
 */
public record Setting(String key, String value, String origin, Source source) {
    /** The layers, weakest first. */
    public enum Source {
        DEFAULT,
        REPLACED_FILE,
        PROPERTIES,
        SECRETS,
        ALIAS,
        ENVIRONMENT,
        OPTION
    }
}
