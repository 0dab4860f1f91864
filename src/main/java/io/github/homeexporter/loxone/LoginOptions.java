package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Access.LoginMethod;
import io.github.homeexporter.poll.Bounds;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Who logs in and how. */
@UriParams
public class LoginOptions {
    /** User of the Miniserver; one with rights to see, and no more, is best. */
    @UriParam(label = "security")
    @Metadata(required = true)
    private String username;

    /** The user's password. It never crosses plain HTTP. */
    @UriParam(label = "security", secret = true)
    @Metadata(required = true)
    private String password;

    /** How to log in: AUTO chooses by firmware, WEB_TOKEN from 10.2, TOKEN from 9.3, HASH before. */
    @UriParam(label = "security", defaultValue = "AUTO")
    private LoginMethod login = LoginMethod.AUTO;

    /** What a token is asked for: 2 (web, lives hours to days) or 4 (app, lives weeks). */
    @UriParam(label = "security", defaultValue = "4", enums = "2,4")
    private int permission = Access.APP;

    /** File (0600) that keeps the login token over restarts. Without it the token is given back when the program ends. */
    @UriParam(label = "security")
    private String tokenFile;

    Access judged(Bounds bounds) {
        if (username == null || username.isBlank()) {
            bounds.fault("username", ": is not set; allowed: a user of the Miniserver");
        }
        if (password == null || password.isEmpty()) {
            bounds.fault("password", ": is not set; allowed: the user's password");
        }
        if (permission != 2 && permission != Access.APP) {
            bounds.refuse("permission", permission, "2, 4");
        }
        return new Access(username == null ? "" : username.strip(), password, login, permission);
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public LoginMethod getLogin() {
        return login;
    }

    public void setLogin(LoginMethod login) {
        this.login = login;
    }

    public int getPermission() {
        return permission;
    }

    public void setPermission(int permission) {
        this.permission = permission;
    }

    public String getTokenFile() {
        return tokenFile;
    }

    public void setTokenFile(String tokenFile) {
        this.tokenFile = tokenFile;
    }
}
