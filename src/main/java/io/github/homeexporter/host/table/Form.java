package io.github.homeexporter.host.table;

import io.github.homeexporter.sample.Naming;

/** Whose name a metric bears, which decides under which {@code naming} it is exported. */
public enum Form {
    /** Only the replaced exporter has it. */
    LEGACY,
    /** node_exporter's, or ours: the replaced exporter does not have it. */
    STANDARD,
    /** One name and one meaning in both: exported once, with the identity labels only when the naming is legacy. */
    SHARED,
    /** The replaced exporter's form of a name that node_exporter uses with other labels; both side by side would break sums. */
    COLLIDING,
    /** What the program says of this kind itself. */
    OWN;

    boolean isServed(Naming naming) {
        return switch (this) {
            case LEGACY -> naming.legacy();
            case STANDARD -> naming.standard();
            case SHARED, OWN -> true;
            case COLLIDING -> naming == Naming.LEGACY;
        };
    }

    boolean hasIdentity(Naming naming) {
        return switch (this) {
            case LEGACY, COLLIDING -> true;
            case STANDARD, OWN -> false;
            case SHARED -> naming == Naming.LEGACY;
        };
    }
}
