package io.github.homeexporter.host.collector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs calls that may hang in the kernel, where no interrupt reaches them: a stat of a dead NFS server, a reading of a
 * broken sensor. All calls together get one deadline. One that is still under way then is left alone and not started again
 * until it has returned, so that at most one thread per key is ever lost.
 */
public final class StallGuard<V> {
    /** Nanoseconds a call gets before the next one starts beside it: usually one thread does them all. */
    private static final long PATIENCE = Duration.ofMillis(100).toNanos();

    private final ExecutorService workers;
    private final Map<String, Future<V>> stalled = new HashMap<>();

    /** @param workers makes a thread when none is free, and only then */
    public StallGuard(ExecutorService workers) {
        this.workers = workers;
    }

    /**
     * How a call went: {@code value} or {@code failure}, and neither when it hangs.
     *
     * @param nanos how long it was waited for
     */
    public record Outcome<V>(V value, Throwable failure, long nanos) {
        public boolean hangs() {
            return value == null && failure == null;
        }
    }

    /** What may be done for a call that does not return. */
    @FunctionalInterface
    public interface Rescue<V> {
        /** A call to make in place of the one that is stuck, which is then left alone for good; null to go on waiting. */
        Callable<V> instead(String key, Future<V> stuck);
    }

    /**
     * Runs the calls, which never return null, and says how each went, in their order.
     *
     * @param rescue is asked about a call that takes its time again and again, until the deadline
     */
    public Map<String, Outcome<V>> run(Map<String, Callable<V>> calls, Duration deadline, Rescue<V> rescue)
            throws InterruptedException {
        stalled.values().removeIf(Future::isDone);
        long end = System.nanoTime() + deadline.toNanos();
        // so that a crowd of hanging calls leaves the last one its time too
        long patience = Math.min(PATIENCE, deadline.toNanos() / (2L * Math.max(1, calls.size())));
        Map<String, Outcome<V>> outcomes = new LinkedHashMap<>();
        List<Turn> turns = new ArrayList<>();
        calls.forEach((key, call) -> {
            outcomes.put(key, new Outcome<>(null, null, 0));
            if (!stalled.containsKey(key)) {
                turns.add(new Turn(key, call));
            }
        });
        AtomicInteger next = new AtomicInteger();
        List<Waiting<V>> slow = new ArrayList<>();
        workers.execute(() -> takeTurns(turns, next));
        for (Turn turn : turns) {
            if (!turn.hasStarted(end)) {
                break; // nobody is left to take it: the program is ending
            }
            Waiting<V> waiting = new Waiting<>(turn.key, turn.answer, turn.start);
            Outcome<V> outcome = waiting.until(turn.start + patience);
            outcomes.put(turn.key, outcome);
            if (outcome.hangs()) {
                slow.add(waiting);
                workers.execute(() -> takeTurns(turns, next)); // the thread that had the others is busy
            }
        }
        next.set(turns.size()); // what has not begun by now begins in the next run
        for (Waiting<V> waiting : slow) {
            outcomes.put(waiting.key, awaited(waiting, end, rescue));
        }
        return outcomes;
    }

    /** One thread takes one turn after the other, for to wake a thread for each costs more than most calls. */
    private void takeTurns(List<Turn> turns, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < turns.size(); i = next.getAndIncrement()) {
            turns.get(i).take();
        }
    }

    private final class Turn {
        final String key;
        final Callable<V> call;
        final CompletableFuture<V> answer = new CompletableFuture<>();
        private final CountDownLatch started = new CountDownLatch(1);
        private long start;

        Turn(String key, Callable<V> call) {
            this.key = key;
            this.call = call;
        }

        void take() {
            start = System.nanoTime();
            started.countDown();
            try {
                answer.complete(call.call());
            } catch (Exception | StackOverflowError | LinkageError e) {
                answer.completeExceptionally(e);
            }
        }

        boolean hasStarted(long end) throws InterruptedException {
            return started.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private Outcome<V> awaited(Waiting<V> first, long end, Rescue<V> rescue) throws InterruptedException {
        Waiting<V> waiting = first;
        while (true) {
            Outcome<V> outcome = waiting.until(Math.min(end, System.nanoTime() + PATIENCE));
            if (!outcome.hangs()) {
                return outcome;
            }
            Callable<V> instead = rescue.instead(waiting.key, waiting.future);
            if (instead != null) {
                waiting = new Waiting<>(waiting.key, workers.submit(instead), first.start);
            } else if (System.nanoTime() - end >= 0) {
                stalled.put(waiting.key, waiting.future);
                return outcome;
            }
        }
    }

    private record Waiting<V>(String key, Future<V> future, long start) {
        Outcome<V> until(long end) throws InterruptedException {
            try {
                V value = future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                return new Outcome<>(value, null, System.nanoTime() - start);
            } catch (TimeoutException e) {
                return new Outcome<>(null, null, System.nanoTime() - start);
            } catch (ExecutionException e) {
                return new Outcome<>(null, e.getCause(), System.nanoTime() - start);
            } catch (CancellationException e) {
                return new Outcome<>(null, e, System.nanoTime() - start);
            }
        }
    }
}
