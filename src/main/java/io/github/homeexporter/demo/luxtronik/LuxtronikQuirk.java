package io.github.homeexporter.demo.luxtronik;

/** What simulated controllers can do, right or wrong. */
public enum LuxtronikQuirk {
    /** Sections are nested in the answer to REFRESH, as newer firmware does. */
    NESTED_REFRESH,
    /** The answer to REFRESH is a whole page. */
    CONTENT_ON_REFRESH,
    /** The answer to REFRESH is the navigation, with new ids. */
    NAVIGATION_ON_REFRESH,
    DECIMAL_COMMA,
    /** Ids like {@code 0x0x28bbe8}. */
    DOUBLE_PREFIX_IDS,
    /** Every answer to REFRESH has other ids than the page had. */
    NEW_IDS_EVERY_REFRESH,
    /** Values nobody asked for, as controllers with a building management input send them. */
    EXTRA_VALUES,
    /** Each answer comes twice, and a navigation nobody asked for comes with it. */
    UNASKED,
    /** Answers come in frames of 100 bytes. */
    FRAGMENTED,
    /** A ping before every answer. */
    PING,
    /** Refuses header names in lower case and an Origin, as the controllers' web server is said to do. */
    STRICT_HANDSHAKE,
    /** Accepts the connection and never answers the handshake. */
    SILENT_HANDSHAKE,
    /** Answers the handshake as a plain web server. */
    WEB_SERVER,
    /** Opens the WebSocket under another subprotocol. */
    OTHER_SUBPROTOCOL,
    /** Takes commands and says nothing. */
    SILENT,
    /** Drops the connection after each page. */
    DROP_AFTER_CONTENT,
    /** Drops the connection right after the handshake. */
    DROP_AT_ONCE,
    /** Closes politely after each page. */
    CLOSE_AFTER_CONTENT,
    /** Never answers a close. */
    IGNORE_CLOSE,
    MALFORMED,
    TRUNCATED,
    /** Says in ISO-8859-1 what has to be UTF-8. */
    LATIN_1,
    BINARY,
    /** 3,000,000 characters where a few thousand would do. */
    LARGE,
    /** 50 MB in one message. */
    HUGE,
    /** A page of 30,000 items. */
    MANY_ITEMS,
    /** A document with a DTD and entities. */
    DTD,
    /** Elements 10,000 deep. */
    DEEP
}
