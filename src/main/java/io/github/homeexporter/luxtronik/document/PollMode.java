package io.github.homeexporter.luxtronik.document;

/** How values are asked for. */
public enum PollMode {
    /** Only the values, and the whole page now and then: short answers. */
    REFRESH,
    /** The whole page each time, for controllers that do not answer {@code REFRESH} as they should. */
    GET
}
