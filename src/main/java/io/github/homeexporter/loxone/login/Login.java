package io.github.homeexporter.loxone.login;

/** A way to log in. Ends with one call of what it was given as done, or with a fault on the line. */
public interface Login {
    void start();
}
