package io.github.homeexporter.host;

import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A host with a smartctl whose scan finds /dev/sda and /dev/nvme0; its reports are written by us after its documentation. */
public final class FakeDisks {
    private static final int CYCLES_PER_ROUND = 60;

    /** Exit status and output by device; a disk that is not in it has errors in its log and is called /dev/sdb. */
    public final Map<String, CommandResult> answers = new HashMap<>();

    private final Path directory;

    public FakeDisks(Path directory) {
        this.directory = directory;
    }

    public FakeHost host() throws IOException {
        return host("host");
    }

    public FakeHost host(String name) throws IOException {
        FakeHost host = new FakeHost("storage", directory.resolve(name)).collectors("smart");
        host.commands.answer(Program.SMARTCTL, this::answer);
        return host;
    }

    private CommandResult answer(Command command) throws IOException {
        List<String> arguments = command.arguments();
        if (arguments.contains("--scan")) {
            return report(0, "scan");
        }
        return answers.getOrDefault(arguments.get(arguments.size() - 1), report(64, "error-log"));
    }

    /** Until the next round is over; the first cycle waits for its own. */
    public static void nextRound(FakeHost host) throws InterruptedException {
        int asked = host.commands.asked.size();
        for (int i = 0; i <= CYCLES_PER_ROUND; i++) {
            host.poll();
        }
        Awaitility.await().until(() -> host.commands.asked.size() >= asked + 3);
        // the last answer is taken in by the round's thread
        Awaitility.await().until(host::isIdle);
    }

    public static CommandResult report(int exit, String name) throws IOException {
        return FakeCommands.result(exit, text(name), "");
    }

    public static String text(String name) throws IOException {
        return Files.readString(FakeHost.CASES.resolve("reports/" + name + ".json"));
    }
}
