package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.net.HostPort;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the API is.
 *
 * @param at host and port of it
 * @param base up to and without {@code /api2/json}
 * @param local whether it was said to be this machine, without an address
 */
record PveAddress(HostPort at, URI base, boolean local) {
    /** The word for this machine, when it is a Proxmox host. */
    static final String LOCAL = "local";

    private static final int PORT = 8006;
    private static final String API = "/api2/json";
    private static final Pattern FORM =
            Pattern.compile("(?:https://)?(?<at>[^/]+)(?<path>/[A-Za-z0-9._~/-]*)?", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException naming what is allowed */
    static PveAddress parse(String setting) {
        String text = setting.strip();
        if (text.isEmpty() || text.toLowerCase(Locale.ROOT).equals(LOCAL)) {
            HostPort here = new HostPort("127.0.0.1", PORT);
            return new PveAddress(here, URI.create("https://" + here), true);
        }
        Matcher m = FORM.matcher(text);
        Optional<HostPort> at = m.matches() ? HostPort.of(m.group("at"), PORT) : Optional.empty();
        if (at.isEmpty()) {
            // without the text when it may hold a password
            String shown = text.contains("@") ? "" : " \"" + text + "\"";
            throw new IllegalArgumentException("url" + shown
                    + ": allowed is https://host:8006, host, host:port, or local on a Proxmox host itself");
        }
        String path = m.group("path") == null ? "" : m.group("path").replaceFirst("/+$", "");
        path = path.endsWith(API) ? path.substring(0, path.length() - API.length()) : path;
        HostPort inUrl = at.get().inUrl();
        return new PveAddress(inUrl, URI.create("https://" + inUrl + path), false);
    }

    /** Where a path of the API is. */
    URI of(String path) {
        return URI.create(base + API + path);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
