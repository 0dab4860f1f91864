package io.github.homeexporter.http;

import java.net.InetAddress;
import java.util.List;

/**
 * A request as the {@link Admission} sees it.
 *
 * @param path normalized, without a query
 * @param http11 whether it is HTTP/1.1 or later
 * @param hosts the values of {@code Host}
 * @param authorization may be null
 * @param length of the body as announced; 0 when it is not
 * @param origin where the page stands that asks, as a browser says it in {@code Origin}; may be null
 * @param site the value of {@code Sec-Fetch-Site}; may be null
 */
record HttpCall(
        String method,
        String path,
        boolean http11,
        List<String> hosts,
        String authorization,
        long length,
        String origin,
        String site,
        InetAddress client) {
    /** Whether it may change something. */
    boolean isWriting() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    /** Whether a page of somebody else's asks through its visitor's browser. Who is no browser says neither header. */
    boolean isOfAnotherSite() {
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        return origin != null
                && (hosts.isEmpty()
                        || !origin.replaceFirst("^[a-z]+://", "")
                                .equalsIgnoreCase(hosts.get(0).strip()));
    }
}
