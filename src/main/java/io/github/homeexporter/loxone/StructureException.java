package io.github.homeexporter.loxone;

/** A structure file that cannot be used; the message says why and where, without its content. */
final class StructureException extends Exception {
    StructureException(String message) {
        super(message);
    }
}
