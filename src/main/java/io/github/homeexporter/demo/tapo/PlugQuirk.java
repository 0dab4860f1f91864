package io.github.homeexporter.demo.tapo;

/** Ways in which a simulated plug misbehaves. */
public enum PlugQuirk {
    /** Third-party compatibility is switched off: HTTP 403 to the first KLAP handshake. */
    CLOSED,
    /** Ends the session after three requests. */
    EXPIRES,
    /** Ends the session with every request. */
    ALWAYS_EXPIRES,
    WRONG_SIGNATURE,
    /** Half of the answer's bytes. */
    TRUNCATED,
    MALFORMED_JSON,
    BAD_PADDING,
    /** Answers after ten seconds. */
    SLOW,
    /** Closes the connection instead of answering. */
    DROPS,
    /** Closes the connection instead of every second answer. */
    DROPS_EVERY_SECOND,
    /** Answers -1003 to a batch. */
    NO_BATCHES,
    /** A batch ends at the first method with an error. */
    BATCH_STOPS,
    /** Answers -1002 to get_emeter_data. */
    NO_EMETER_DATA,
    /** Does not know the time: -1003 to get_energy_usage. */
    NO_TIME
}
