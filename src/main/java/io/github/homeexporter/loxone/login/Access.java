package io.github.homeexporter.loxone.login;

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
}
