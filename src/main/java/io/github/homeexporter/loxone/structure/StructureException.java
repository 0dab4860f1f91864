package io.github.homeexporter.loxone.structure;

/** A structure file that cannot be used; the message says why and where, without its content. */
public final class StructureException extends Exception {
    StructureException(String message) {
        super(message);
    }
}
