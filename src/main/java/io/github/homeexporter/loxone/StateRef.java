package io.github.homeexporter.loxone;

/**
 * A state of a control.
 *
 * @param name its name; one of a list of states has its place behind it, as in {@code temperatures[0]}
 */
record StateRef(String name, StateUuid uuid) {}
