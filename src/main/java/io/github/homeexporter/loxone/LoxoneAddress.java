package io.github.homeexporter.loxone;

import io.github.homeexporter.net.HostPort;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Miniserver is.
 *
 * @param plain for {@code http} and {@code ws}
 * @param secure for {@code https} and {@code wss}
 * @param path that a proxy in between wants before every path: empty, or {@code /loxone}
 * @param serial of a Miniserver that Loxone's Cloud DNS is asked for, 12 hex digits; empty for one whose address is known
 */
record LoxoneAddress(HostPort plain, HostPort secure, String path, String serial) {
    static final int DEFAULT_PORT = 80;
    static final int DEFAULT_SSL_PORT = 443;

    private static final Pattern CLOUD = Pattern.compile(
            "(?i)(?:https?:/*)?(?<dns>(?:dns|connect)\\.loxonecloud\\.(?<end>com|cn)(?::\\d+)?(?:/+|$))?(?<serial>[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5})?/*");
    /** All Miniservers have serial numbers that begin so; anything else may be the name of a host. */
    private static final Pattern SERIAL = Pattern.compile("(?i)(?:https?:/*)?50[:-]?4f[:-]?94[0-9a-f:-]*/*");

    private static final Pattern FORM =
            Pattern.compile("(?i)(?:(?<scheme>https?):/*)?(?<at>[^/]+)(?<path>(?:/[\\w.~%!$&'()*+,;=:@-]+)*)/*");

    /**
     * @param port when the text holds none
     * @throws IllegalArgumentException naming what is allowed
     */
    static LoxoneAddress parse(String text, int port, int sslPort) {
        String stripped = text.strip();
        Matcher cloud = CLOUD.matcher(stripped);
        boolean inCloud = cloud.lookingAt() && cloud.group("dns") != null;
        if (inCloud || SERIAL.matcher(stripped).matches()) {
            if (!cloud.matches() || cloud.group("serial") == null) {
                throw new IllegalArgumentException(
                        "\"" + stripped
                                + "\" is no serial number of a Miniserver; allowed: 504F94AABBCC, 12 hex digits, or dns.loxonecloud.com/504F94AABBCC");
            }
            String serial = cloud.group("serial").replaceAll("[:-]", "").toLowerCase(Locale.ROOT);
            HostPort dns = new HostPort(
                    "dns.loxonecloud." + (inCloud ? cloud.group("end").toLowerCase(Locale.ROOT) : "com"), DEFAULT_PORT);
            return new LoxoneAddress(dns, new HostPort(dns.host(), DEFAULT_SSL_PORT), "", serial);
        }
        Matcher form = FORM.matcher(stripped);
        String at = form.matches() ? form.group("at") : text;
        boolean https = form.matches() && "https".equalsIgnoreCase(form.group("scheme"));
        HostPort plain = HostPort.parse("loxone", at, checked("port", https ? sslPort : port))
                .inUrl();
        HostPort secure = https ? plain : new HostPort(plain.host(), checked("sslPort", sslPort));
        return new LoxoneAddress(plain, secure, form.matches() ? form.group("path") : "", "");
    }

    /** Whether the text asks for TLS from the first byte. */
    static boolean isSecure(String text) {
        return text.strip().toLowerCase(Locale.ROOT).startsWith("https:");
    }

    private static int checked(String option, int port) {
        if (!HostPort.isPort(port)) {
            throw new IllegalArgumentException("loxone " + option + " " + port + " is no port; allowed: 1 to 65535");
        }
        return port;
    }

    /** What Miniservers are told apart by when no name is given: a host, or a serial number. */
    String name() {
        return serial.isEmpty() ? plain.bareHost() : serial;
    }

    /**
     * Where a redirect leads.
     *
     * @param location of the answer, complete
     * @param asked the path that was asked for, without a slash before it
     * @return empty when it leads to something else than a Miniserver can be
     */
    Optional<LoxoneAddress> moved(URI location, String asked) {
        boolean https = "https".equalsIgnoreCase(location.getScheme());
        if (location.getHost() == null || (!https && !"http".equalsIgnoreCase(location.getScheme()))) {
            return Optional.empty();
        }
        String whole = location.getRawPath() == null ? "" : location.getRawPath();
        String before = whole.endsWith("/" + asked) ? whole.substring(0, whole.length() - asked.length() - 1) : whole;
        int port = location.getPort() > 0 ? location.getPort() : https ? DEFAULT_SSL_PORT : DEFAULT_PORT;
        HostPort to = new HostPort(location.getHost(), port);
        HostPort other = https ? plain : new HostPort(to.host(), secure.port());
        String rest = before.endsWith("/") ? before.substring(0, before.length() - 1) : before;
        return Optional.of(new LoxoneAddress(https ? other : to, https ? to : other, rest, ""));
    }

    URI http(boolean encrypted, String question) {
        return URI.create((encrypted ? "https://" : "http://") + at(encrypted) + path + "/" + question);
    }

    URI webSocket(boolean encrypted) {
        return URI.create((encrypted ? "wss://" : "ws://") + at(encrypted) + path + "/ws/rfc6455");
    }

    HostPort at(boolean encrypted) {
        return encrypted ? secure : plain;
    }

    /**
     * A way that is open, or is tried.
     *
     * @param name that its certificate must bear, empty for the host
     */
    record Way(LoxoneAddress address, boolean secure, String name) {
        HostPort at() {
            return address.at(secure);
        }

        URI http(String question) {
            return address.http(secure, question);
        }

        URI webSocket() {
            return address.webSocket(secure);
        }

        Way byTls() {
            return new Way(address, true, name);
        }
    }
}
