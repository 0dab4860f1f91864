package io.github.homeexporter.mutate;

import java.util.List;

/**
 * The arguments of a filter or function.
 *
 * @param arguments their names in order; one named {@code regex} is checked at load when it is a literal
 * @param required how many of them must be given
 */
record Signature(List<String> arguments, int required) {
    String describe(String name) {
        return "allowed: " + name + "(" + String.join(", ", arguments) + ")"
                + (required < arguments.size() ? ", the first " + required + " required" : "");
    }
}
