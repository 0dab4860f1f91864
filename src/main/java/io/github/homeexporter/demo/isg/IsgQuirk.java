package io.github.homeexporter.demo.isg;

/** What the web server of a simulated ISG can do wrong with a page. */
public enum IsgQuirk {
    /** Status 500. */
    FAILS,
    /** No answer at all for half a minute. */
    SILENT,
    /** A byte now and then, for half a minute. */
    DRIPS,
    /** Closes the connection instead of answering. */
    HANGS_UP,
    /** Promises a whole page and closes after half of it. */
    CUTS_OFF,
    /** A page that stops in the middle, with the length of what there is. */
    TRUNCATED,
    /** A body without a byte. */
    EMPTY,
    /** A page without a table. */
    NO_TABLES,
    /** Tables without a line. */
    NO_ROWS,
    /** The login page, whatever the session. */
    LOGIN_PAGE,
    /** Another address, on another host. */
    REDIRECTS,
    /** Something that is no page. */
    NO_PAGE
}
