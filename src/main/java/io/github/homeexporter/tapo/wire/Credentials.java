package io.github.homeexporter.tapo.wire;

import java.util.Locale;

/**
 * A TP-Link account. Plugs hash the exact bytes, so upper and lower case count in the e-mail address too.
 *
 * @param label says which one it was without saying what is in it
 */
public record Credentials(String username, String password, String label) {
    static final Credentials KASA = new Credentials("kasa@tp-link.net", "kasaSetup", "Kasa's default");
    static final Credentials TAPO = new Credentials("test@tp-link.net", "test", "Tapo's default");
    static final Credentials BLANK = new Credentials("", "", "none");

    public Credentials(String username, String password) {
        this(username, password, "the configured account");
    }

    Credentials lowerCase() {
        return new Credentials(username.toLowerCase(Locale.ROOT), password, "lower case");
    }

    @Override
    public String toString() {
        return "Credentials[" + label + "]";
    }
}
