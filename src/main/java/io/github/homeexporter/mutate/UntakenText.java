package io.github.homeexporter.mutate;

/**
 * A text no rule could make something of.
 *
 * @param device route id or the endpoint's name
 * @param why no rule takes it, or what the rule that took it said
 */
public record UntakenText(String device, String section, String name, String text, String why) {
    /** A line for people. */
    @Override
    public String toString() {
        return device + ": " + section + ", " + name + ": \"" + text + "\": " + why;
    }
}
