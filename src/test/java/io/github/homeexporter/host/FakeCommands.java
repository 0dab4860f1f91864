package io.github.homeexporter.host;

import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandRefusedException;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Programs that answer what a test has them say; others are not installed. */
public final class FakeCommands implements CommandRunner {
    public interface Answer {
        CommandResult to(Command command) throws IOException, InterruptedException;
    }

    public final List<Command> asked = new CopyOnWriteArrayList<>();
    private final Map<Program, Answer> programs = new EnumMap<>(Program.class);

    public FakeCommands answer(Program program, Answer answer) {
        programs.put(program, answer);
        return this;
    }

    public FakeCommands answer(Program program, int exit, String out, String err) {
        return answer(program, command -> result(exit, out, err));
    }

    public static CommandResult result(int exit, String out, String err) {
        return new CommandResult(exit, out, err, Duration.ofMillis(5), false, false);
    }

    public static CommandResult timedOut() {
        return new CommandResult(-1, "", "", Duration.ofSeconds(10), true, false);
    }

    public static CommandResult truncated() {
        return new CommandResult(-1, "{", "", Duration.ofSeconds(1), false, true);
    }

    @Override
    public boolean has(Program program) {
        return programs.containsKey(program);
    }

    @Override
    public CommandResult run(Command command) throws IOException, InterruptedException {
        asked.add(command);
        if (!has(command.program())) {
            throw new CommandRefusedException(command.program().label() + ": not installed");
        }
        return programs.get(command.program()).to(command);
    }
}
