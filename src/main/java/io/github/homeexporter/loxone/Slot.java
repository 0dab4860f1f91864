package io.github.homeexporter.loxone;

/** A state where it stands: several slots may share one state, and each gets its value. */
record Slot(Place place, StateRef state) {}
