package io.github.homeexporter.demo.tapo;

import java.util.function.DoubleSupplier;

/** What a simulated plug measures; sockets of a strip differ by their number. */
record PlugValues(DoubleSupplier watts) {
    static final double VOLTS = 230.5;

    long milliwatts(int socket) {
        return Math.round(watts.getAsDouble() * 1000) + socket;
    }

    long milliamperes(int socket) {
        return Math.round(milliwatts(socket) / VOLTS);
    }

    long millivolts() {
        return Math.round(VOLTS * 1000);
    }

    int today(int socket) {
        return 173 + socket;
    }

    int month(int socket) {
        return 6110 + socket;
    }

    int total(int socket) {
        return 48_000 + socket;
    }
}
