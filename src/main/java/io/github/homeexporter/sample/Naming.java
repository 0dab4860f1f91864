package io.github.homeexporter.sample;

/** Under which names a device's values are exported. */
public enum Naming {
    /** Names and labels of the exporter that is replaced. */
    LEGACY,
    /** Names by the book: base unit in the name, {@code _total} only on counters. */
    STANDARD,
    /** Both, where they do not collide. */
    BOTH;

    public boolean legacy() {
        return this != STANDARD;
    }

    public boolean standard() {
        return this != LEGACY;
    }
}
