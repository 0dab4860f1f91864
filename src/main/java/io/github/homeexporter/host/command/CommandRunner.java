package io.github.homeexporter.host.command;

import java.io.IOException;

/** Runs programs of the host. Tests put one in its place that only answers. */
public interface CommandRunner {
    /**
     * Runs a command and waits for its end, at most for its limit and two seconds.
     *
     * @throws CommandRefusedException when it was not started: the program is not there, not to be trusted, still
     *     running, or failed so often that it is left alone for a while
     * @throws IOException when the system could not start it
     */
    CommandResult run(Command command) throws IOException, InterruptedException;

    /** Whether the program is there; why it might still be refused is for {@link #run} to say. */
    boolean has(Program program);

    /**
     * What a command wrote to standard output.
     *
     * @throws IOException also when it was killed or ended with another status than 0
     */
    default String output(Command command) throws IOException, InterruptedException {
        CommandResult result = run(command);
        if (!result.succeeded()) {
            throw new IOException(command.program().label() + ": " + result.fault());
        }
        return result.out();
    }
}
