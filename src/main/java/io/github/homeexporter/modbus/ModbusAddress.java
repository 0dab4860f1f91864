package io.github.homeexporter.modbus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a device is. */
record ModbusAddress(String host, int port) {
    static final int DEFAULT_PORT = 502;

    private static final Pattern FORM =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.%]+]|[^\\s/:@?#\\[\\]]+)(?::(?<port>\\d{1,5}))?");

    /**
     * {@code host}, {@code host:port}, {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    static ModbusAddress parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        int port = form.matches() && form.group("port") != null ? Integer.parseInt(form.group("port")) : DEFAULT_PORT;
        if (!form.matches() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("modbus address \"" + text
                    + "\" is not an address; allowed: host or host:port (port 502 when left out), without http://");
        }
        return new ModbusAddress(form.group("host"), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
