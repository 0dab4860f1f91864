package io.github.homeexporter.host.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a process writes to one of its pipes. Reads to the pipe's end, or the program would block; keeps only so much. */
final class Pipe {
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
