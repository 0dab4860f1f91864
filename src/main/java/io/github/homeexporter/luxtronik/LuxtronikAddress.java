package io.github.homeexporter.luxtronik;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a controller is. */
public record LuxtronikAddress(String host, int port) {
    /** Of the WebSocket that the controller's own web page uses. */
    static final int DEFAULT_PORT = 8214;

    private static final Pattern FORM =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.%]+]|[^\\s/:@?#\\[\\]]+)(?::(?<port>\\d{1,5}))?");

    /**
     * {@code host}, {@code host:port}, {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    static LuxtronikAddress parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        int port = form.matches() && form.group("port") != null ? Integer.parseInt(form.group("port")) : DEFAULT_PORT;
        if (!form.matches() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("luxtronik address \"" + text
                    + "\" is not an address; allowed: host or host:port (port 8214 when left out), without http://");
        }
        return new LuxtronikAddress(form.group("host"), port);
    }

    URI uri() {
        return URI.create("ws://" + this + "/");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
