package io.github.homeexporter.host.command;

import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Runs commands as processes of the system: no shell, an environment of two variables, nothing to read, capped in time and output. */
public final class ProcessRunner implements CommandRunner {
    private static final int MOST_OUT = 4 << 20;
    private static final int MOST_ERR = 64 << 10;

    /** For the last bytes of a program that has ended; a child of it may hold the pipe for as long as it likes. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final ProgramFiles files;
    private final ExecutorService readers;
    private final LongSupplier nanos;
    private final Map<Program, Semaphore> turns = new ConcurrentHashMap<>();
    private final Failures failures = new Failures();

    /**
     * @param settings absolute paths of programs instead of the usual ones, {@code none} to switch one off; an empty one
     *     is no setting
     * @param readers makes a thread when none is free; two are used for each run
     * @param nanos monotonic nanoseconds
     */
    public ProcessRunner(Map<Program, String> settings, ExecutorService readers, LongSupplier nanos) {
        this.files = new ProgramFiles(settings);
        this.readers = readers;
        this.nanos = nanos;
    }

    @Override
    public boolean has(Program program) {
        return files.has(program);
    }

    @Override
    public CommandResult run(Command command) throws IOException, InterruptedException {
        String label = command.program().label();
        Path path = files.find(command.program());
        Duration pause;
        synchronized (failures) {
            pause = failures.pause(command, nanos.getAsLong());
        }
        if (!pause.isZero()) {
            throw new CommandRefusedException(
                    label + ": failed too often; the next try is in " + (pause.toSeconds() + 1) + " s");
        }
        Semaphore turn = turns.computeIfAbsent(command.program(), p -> new Semaphore(1));
        if (!turn.tryAcquire()) {
            throw new CommandRefusedException(label + ": the run before has not ended");
        }
        Run run = new Run(turn);
        boolean failed = true;
        try {
            CommandResult result = run.of(path, command);
            failed = !result.ranToItsEnd() || (command.nonZeroIsFailure() && result.exit() != 0);
            return result;
        } finally {
            synchronized (failures) {
                failures.ended(command, failed, nanos.getAsLong());
            }
        }
    }

    /** One process. Its turn is over when it has ended and both pipes are at their end, so that no threads pile up. */
    private final class Run {
        private final Semaphore turn;
        private Pipe out;
        private Pipe err;

        Run(Semaphore turn) {
            this.turn = turn;
        }

        CommandResult of(Path path, Command command) throws IOException, InterruptedException {
            long start = nanos.getAsLong();
            long end = System.nanoTime() + command.limit().toNanos();
            Process process;
            try {
                process = start(path, command);
            } catch (IOException | RuntimeException | Error e) {
                turn.release();
                throw e;
            }
            boolean inTime = false;
            try {
                inTime = awaitEnd(process, end);
            } finally {
                Pipe.whenBothEnded(out, err, turn::release);
                kill(process);
            }
            long grace = System.nanoTime() + GRACE.toNanos();
            out.awaitEnd(grace - System.nanoTime());
            err.awaitEnd(grace - System.nanoTime());
            boolean truncated = out.isOverfull();
            boolean ended = inTime && !truncated;
            return new CommandResult(
                    ended ? process.exitValue() : -1,
                    out.text(StandardCharsets.UTF_8),
                    err.text(StandardCharsets.UTF_8),
                    Duration.ofNanos(nanos.getAsLong() - start),
                    !inTime,
                    truncated);
        }

        private Process start(Path path, Command command) throws IOException {
            List<String> line = new ArrayList<>();
            line.add(path.toString());
            line.addAll(command.arguments());
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(new File("/"))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.put("LC_ALL", "C");
            environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
            Process process = builder.start();
            try {
                out = new Pipe(process.getInputStream(), MOST_OUT, readers);
                err = new Pipe(process.getErrorStream(), MOST_ERR, readers);
            } catch (RuntimeException | Error e) { // being stopped, or no thread to be had
                process.destroyForcibly();
                throw e;
            }
            return process;
        }

        /** Whether it ended by itself before {@code end}, or wrote too much. */
        private boolean awaitEnd(Process process, long end) throws InterruptedException {
            while (!out.isOverfull()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                if (process.waitFor(Math.min(left, GLANCE.toNanos()), TimeUnit.NANOSECONDS)) {
                    return true;
                }
            }
            return true;
        }

        /** Its children are listed first: once the parent is gone they are nobody's. */
        private void kill(Process process) throws InterruptedException {
            if (process.isAlive()) {
                List<ProcessHandle> children = process.descendants().toList();
                process.destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
                process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Leaves a command alone for a while after three failures in a row: 30 s, doubling to an hour. Not for two threads at a time. */
    private static final class Failures {
        private static final int TOLERATED = 3;
        private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
        private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
        private static final int MOST_DOUBLINGS = 7;

        private final Map<Command, Streak> streaks = new HashMap<>();

        private record Streak(int length, long end) {}

        /** How much longer the command is left alone; zero when it is not. */
        Duration pause(Command command, long nanos) {
            Streak streak = streaks.get(command);
            boolean paused = streak != null && streak.length >= TOLERATED && streak.end - nanos > 0;
            return paused ? Duration.ofNanos(streak.end - nanos) : Duration.ZERO;
        }

        void ended(Command command, boolean failed, long nanos) {
            if (!failed) {
                streaks.remove(command);
                return;
            }
            Streak before = streaks.get(command);
            int length = before == null ? 1 : before.length + 1;
            int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, length - TOLERATED));
            Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
            streaks.put(
                    command,
                    new Streak(length, nanos + (pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause).toNanos()));
        }
    }

    /** What a process writes to one of its pipes. Reads to the pipe's end, or the program would block; keeps only so much. */
    static final class Pipe {
        private final InputStream in;
        private final int most;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final CompletableFuture<Void> end;
        private volatile boolean overfull;

        Pipe(InputStream in, int most, Executor reader) {
            this.in = in;
            this.most = most;
            end = CompletableFuture.runAsync(this::drain, reader);
        }

        @SuppressWarnings("FutureReturnValueIgnored") // whoever asks is told by the call
        static void whenBothEnded(Pipe one, Pipe other, Runnable then) {
            CompletableFuture.allOf(one.end, other.end).whenComplete((nothing, fault) -> then.run());
        }

        /** Whether more was written than is kept. */
        boolean isOverfull() {
            return overfull;
        }

        /** Waits until nobody can write any more, but no longer than so many nanoseconds. */
        void awaitEnd(long patience) throws InterruptedException {
            try {
                end.get(Math.max(0, patience), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                return; // what was read until now is what there is
            }
        }

        String text(Charset charset) {
            synchronized (kept) {
                return kept.toString(charset);
            }
        }

        private void drain() {
            byte[] bytes = new byte[8192];
            try (in) {
                for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    keep(bytes, n);
                }
            } catch (IOException e) {
                return; // closed while being read: the process was killed
            }
        }

        private void keep(byte[] bytes, int n) {
            synchronized (kept) {
                int room = most - kept.size();
                kept.write(bytes, 0, Math.min(room, n));
                overfull |= n > room;
            }
        }
    }
}
