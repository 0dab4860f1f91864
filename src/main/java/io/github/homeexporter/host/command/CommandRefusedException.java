package io.github.homeexporter.host.command;

import java.io.IOException;

/** The program was not started. The message says why, in one line. */
public final class CommandRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public CommandRefusedException(String message) {
        super(message);
    }
}
