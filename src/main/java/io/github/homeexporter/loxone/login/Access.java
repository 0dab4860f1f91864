package io.github.homeexporter.loxone.login;

import io.github.homeexporter.loxone.login.Answer.ApiInfo.Firmware;

/**
 * Who logs in and how.
 *
 * @param permission what a token is asked for: 2 web (hours to days), 4 app (weeks)
 */
public record Access(String user, String password, LoginMethod method, int permission) {
    public static final int APP = 4;

    @Override
    public String toString() {
        return "Access[user=" + user + ", method=" + method + "]";
    }

    /** How to log in. */
    public enum LoginMethod {
        /** By firmware: hash before 9.3, token before 10.2, web token from then on. */
        AUTO,
        /** JSON Web Token ({@code getjwt}). */
        WEB_TOKEN,
        /** Token ({@code gettoken}). */
        TOKEN,
        /** Hash of the password alone, as before firmware 9.3. */
        HASH;

        public LoginMethod resolve(Firmware firmware) {
            if (this != AUTO) {
                return this;
            }
            if (firmware.hasWebTokens()) {
                return WEB_TOKEN;
            }
            return firmware.hasTokens() ? TOKEN : HASH;
        }
    }

    /** When the connection is {@code wss}. */
    public enum Encryption {
        NEVER,
        /** As soon as the Miniserver says that it speaks TLS. */
        AUTO,
        ALWAYS
    }
}
