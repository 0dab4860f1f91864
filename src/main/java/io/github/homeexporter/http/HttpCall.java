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
 */
record HttpCall(
        String method,
        String path,
        boolean http11,
        List<String> hosts,
        String authorization,
        long length,
        InetAddress client) {
    boolean isPost() {
        return method.equals("POST");
    }
}
