package io.github.homeexporter.tapo.plug;

/** Hears what a plug is asked and answers, in plain words. */
public interface PlugEar {
    PlugEar DEAF = new PlugEar() {};

    default void asked(String json) {}

    /** @return what it was given */
    default String answered(String json) {
        return json;
    }

    /** Whether a recording stands in for the plug, so that nothing is encrypted. */
    default boolean plays() {
        return false;
    }
}
