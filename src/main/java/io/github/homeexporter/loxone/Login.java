package io.github.homeexporter.loxone;

/** A way to log in. Ends with one call of what it was given as done, or with a fault on the line. */
interface Login {
    void start();
}
