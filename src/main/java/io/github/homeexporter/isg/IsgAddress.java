package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.PageId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the pages of an ISG are.
 *
 * @param base the address up to the question mark, always with a path: {@code http://isg/}
 */
record IsgAddress(String base, String host) {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(https?)://)?(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?(/[A-Za-z0-9._~/-]*)?",
            Pattern.CASE_INSENSITIVE);
    private static final int HIGHEST_PORT = 65_535;

    /** @throws IllegalArgumentException saying what is allowed; a password in the address is never repeated */
    static IsgAddress parse(String text) {
        Matcher m = ADDRESS.matcher(text.strip());
        if (!m.matches() || (m.group(3) != null && !isPort(m.group(3)))) {
            String shown = text.contains("@") ? "it holds an @" : "\"" + text + "\"";
            throw new IllegalArgumentException("address of the ISG (isg.url): " + shown
                    + "; allowed: http://192.0.2.10, http://isg.example:8080/ or a bare host name;"
                    + " user and password belong into isg.user and isg.password");
        }
        String scheme = m.group(1) == null ? "http" : m.group(1).toLowerCase(Locale.ROOT);
        String port = m.group(3) == null ? "" : ":" + m.group(3);
        String path = m.group(4) == null ? "/" : m.group(4);
        return new IsgAddress(scheme + "://" + m.group(2) + port + path, m.group(2));
    }

    /** The address of one page. */
    String of(PageId page) {
        return base + "?s=" + page;
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port <= HIGHEST_PORT;
    }

    @Override
    public String toString() {
        return base;
    }
}
