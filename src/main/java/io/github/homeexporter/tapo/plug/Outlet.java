package io.github.homeexporter.tapo.plug;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** A plug, or one socket of a strip, with what it said of itself. What it did not say is absent. */
public final class Outlet {
    private final String id;
    private final String position;
    private String alias = "";
    private boolean withoutCounter;
    private final Map<Quantity, Double> values = new EnumMap<>(Quantity.class);

    /**
     * @param id empty for the plug itself
     * @param position on the strip, from 1; empty for the plug itself
     */
    Outlet(String id, String position) {
        this.id = id;
        this.position = position;
    }

    String id() {
        return id;
    }

    /** On the strip, from 1; empty for the plug itself. */
    public String position() {
        return position;
    }

    /** The name the owner gave it, empty when there is none. */
    public String alias() {
        return alias;
    }

    void alias(String name) {
        alias = name;
    }

    /** Sorted by quantity. */
    public Map<Quantity, Double> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether it is known to have no lifetime counter of its own: an answer that is missing once does not make it so. */
    boolean isWithoutCounter() {
        return withoutCounter;
    }

    void withoutCounter() {
        withoutCounter = true;
    }

    boolean has(Quantity quantity) {
        return values.containsKey(quantity);
    }

    /** NaN is no value. */
    void put(Quantity quantity, double value) {
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            values.put(quantity, value);
        }
    }

    /** Only if no better source has said it. */
    void putIfAbsent(Quantity quantity, double value) {
        if (!has(quantity)) {
            put(quantity, value);
        }
    }
}
