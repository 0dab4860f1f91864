package io.github.homeexporter.tapo.wire;

import java.util.Map;

/**
 * The session a plug gives out as {@code TP_SESSIONID=…;TIMEOUT=…} in one header, which a cookie store reads wrongly.
 *
 * @param id empty when the plug gave none
 * @param expiresAt milliseconds, on the clock of who asks
 */
record SessionCookie(String id, long expiresAt) {
    static final SessionCookie NONE = new SessionCookie("", Long.MIN_VALUE);

    private static final long DAY_SECONDS = 86_400;
    private static final long MOST_EARLY_SECONDS = 1_200;

    static SessionCookie parse(String header, long nowMillis) {
        String id = "";
        long timeout = DAY_SECONDS;
        for (String part : header.split("[;,]")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            String value = part.substring(equals + 1).strip();
            if (name.equals("TP_SESSIONID") || name.equals("SESSIONID")) {
                id = value;
            } else if (name.equals("TIMEOUT") && value.matches("\\d{1,9}")) {
                timeout = Long.parseLong(value);
            }
        }
        // renewed early, yet a short timeout must not mean a login for every request
        long early = Math.min(MOST_EARLY_SECONDS, timeout / 10);
        return new SessionCookie(id, nowMillis + (timeout - early) * 1000);
    }

    /** The time-out is not sent back: plugs are reported to dislike it. */
    Map<String, String> header() {
        return id.isEmpty() ? Map.of() : Map.of("Cookie", "TP_SESSIONID=" + id);
    }

    boolean isOver(long nowMillis) {
        return nowMillis >= expiresAt;
    }
}
