package io.github.homeexporter.loxone.frame;

import java.util.Locale;

/** What can be wrong with one message without ending the connection; counted under its {@link #reason}. */
public enum Irregularity {
    /** A message stands where a header is due and is none. */
    BAD_HEADER,
    /** A payload came without a header before it. */
    ORPHAN_PAYLOAD,
    /** The payload is not as long as its exact header said. */
    LENGTH_MISMATCH,
    /** Text where a table is due, or the other way round. */
    KIND_MISMATCH,
    UNKNOWN_KIND,
    /** An exact header was followed by another one instead of its payload. */
    STALE_HEADER,
    /** A table ends in the middle of an entry. */
    PARTIAL_ENTRY,
    /** A text claims to be longer than what is left of its table. */
    BAD_TEXT_LENGTH,
    /** A count of daytimer or weather entries is longer than what is left of its table. */
    BAD_COUNT,
    /** A text that is neither an answer nor the document that was asked for. */
    BAD_ANSWER,
    /** An answer to something that was not asked, or no longer. */
    UNEXPECTED_ANSWER;

    public String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}
