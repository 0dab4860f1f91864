package io.github.homeexporter.host.proxmox;

import java.util.regex.Pattern;

/** An API token, {@code user@realm!id=secret}. Its text never leaves but in the header. */
final class PveToken {
    private static final String SCHEME = "PVEAPIToken=";
    private static final Pattern FORM = Pattern.compile(
            "[^\\s:/@!=]+(@[^\\s:/@!=]+)?@[A-Za-z][A-Za-z0-9._-]*![A-Za-z][A-Za-z0-9._-]*=[\\x21-\\x7e]+");

    private final String text;

    private PveToken(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when it has another form; the message does not show it */
    static PveToken parse(String setting) {
        String text = setting.strip();
        text = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "token: it has not the form user@realm!id=secret, as in exporter@pve!home=01234567-89ab-…");
        }
        return new PveToken(text);
    }

    /** Value of the header {@code Authorization}. */
    String header() {
        return SCHEME + text;
    }

    /** {@code user@realm!id}, which is no secret. */
    String id() {
        return text.substring(0, text.indexOf('='));
    }

    @Override
    public String toString() {
        return id() + "=***";
    }
}
