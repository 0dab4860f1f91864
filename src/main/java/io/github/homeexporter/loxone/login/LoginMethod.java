package io.github.homeexporter.loxone.login;

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
