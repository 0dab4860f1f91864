package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.PageId;
import io.github.homeexporter.net.HostPort;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the pages of an ISG are.
 *
 * @param base the address up to the question mark, always with a path: {@code http://isg/}
 */
record IsgAddress(String base, String host) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<scheme>https?)://)?(?<at>[^/]+)(?<path>/[A-Za-z0-9._~/-]*)?", Pattern.CASE_INSENSITIVE);
    private static final int NO_PORT = 0;

    /** @throws IllegalArgumentException saying what is allowed; a password in the address is never repeated */
    static IsgAddress parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        Optional<HostPort> at = m.matches() ? HostPort.of(m.group("at"), NO_PORT) : Optional.empty();
        if (at.isEmpty()) {
            String shown = text.contains("@") ? "it holds an @" : "\"" + text + "\"";
            throw new IllegalArgumentException("address of the ISG (isg.url): " + shown
                    + "; allowed: http://192.0.2.10, http://isg.example:8080/ or a bare host name;"
                    + " user and password belong into isg.user and isg.password");
        }
        String scheme = m.group("scheme") == null ? "http" : m.group("scheme").toLowerCase(Locale.ROOT);
        String host = at.get().host();
        String authority = at.get().port() == NO_PORT ? host : at.get().toString();
        return new IsgAddress(scheme + "://" + authority + (m.group("path") == null ? "/" : m.group("path")), host);
    }

    /** The address of one page. */
    String of(PageId page) {
        return base + "?s=" + page;
    }

    @Override
    public String toString() {
        return base;
    }
}
