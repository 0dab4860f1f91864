package io.github.homeexporter.loxone.state;


import io.github.homeexporter.loxone.structure.StateRef;
import io.github.homeexporter.loxone.structure.Where;

/** A state where it stands: several slots may share one state, and each gets its value. */
public record PlacedState(Where place, StateRef state) {}
