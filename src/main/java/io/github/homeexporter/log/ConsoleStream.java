package io.github.homeexporter.log;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard output that may be a pipe nobody reads, which blocks whoever writes to it: a service manager that hangs would stop
 * every device that has something to say. It costs half a second once, and then lines, until it is read again.
 */
final class ConsoleStream extends OutputStream {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleStream.class);
    private static final long PATIENCE_MILLIS = 500;

    private final Supplier<PrintStream> target;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "log-console");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> underWay;
    private long left;

    /** @param target asked for each line */
    ConsoleStream(Supplier<PrintStream> target) {
        this.target = target;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** A line at a time, from one thread at a time. */
    @Override
    public void write(byte[] bytes, int from, int length) {
        if (underWay != null && !underWay.isDone()) {
            left++;
            return;
        }
        byte[] line = Arrays.copyOfRange(bytes, from, from + length);
        underWay = writer.submit(() -> {
            PrintStream out = target.get();
            out.write(line, 0, line.length);
            out.flush();
        });
        if (left > 0) {
            long missing = left;
            left = 0;
            // not on the writer's thread, which must not log
            var unused = CompletableFuture.runAsync(
                    () -> LOG.warn("{} lines are missing above: nobody read the output", missing));
        }
        try {
            underWay.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // it stays under way until somebody reads
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
