package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.frame.StateUuid;

/**
 * A state of a control.
 *
 * @param name its name; one of a list of states has its place behind it, as in {@code temperatures[0]}
 */
public record StateRef(String name, StateUuid uuid) {}
