package io.github.homeexporter.demo.loxone;

/** What a simulated Miniserver can do besides behaving; those that say nothing of firmware are misbehaviour. */
public enum MiniserverFault {
    /** Firmware: does not know {@code jdev/cfg/apiKey}. */
    NO_API_KEY,
    /** Firmware: {@code getjwt} is an unknown command. */
    NO_WEB_TOKENS,
    /** Firmware: names no hash algorithm, which means SHA-1. */
    SHA1,
    /** The user may not see how devices and the Miniserver itself are. */
    NO_ADMIN,
    /** Every header comes twice, first with an estimated length and flag 0x80. */
    ESTIMATES_0X80,
    /** The same with flag 0x01. */
    ESTIMATES_0X01,
    /** A value table before every answer. */
    TABLE_FIRST,
    /** Accepts HTTP requests and never answers. */
    SILENT_HTTP,
    /** Accepts the request for a WebSocket and never answers. */
    SILENT_HANDSHAKE,
    /** Answers everything with HTTP 503, as while restarting. */
    RESTARTING,
    /** Answers HTTP with the page that says how long this address is blocked. */
    BLOCKED_PAGE,
    /** Closes with 4003 right after opening. */
    BLOCKED_CLOSE,
    /** Closes with 4008: no free connection. */
    NO_SLOT,
    /** Opens the WebSocket and says nothing more. */
    MUTE,
    /** Takes keep-alives and does not answer them. */
    NO_KEEPALIVE,
    /** No longer reads. */
    HALF_OPEN,
    /** Never answers a close. */
    IGNORE_CLOSE
}
