package io.github.homeexporter.poll;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Plans nothing: whoever holds it sees what is to be done and when, and does it. */
final class HandTimer extends ScheduledThreadPoolExecutor {
    record Planned(long delayNanos, Runnable task) {}

    private final BlockingQueue<Planned> planned = new LinkedBlockingQueue<>();

    HandTimer(ThreadFactory threads) {
        super(1, threads);
    }

    /** What was planned next, waiting for it. */
    Planned take() throws InterruptedException {
        Planned next = planned.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was planned");
        }
        return next;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        planned.add(new Planned(unit.toNanos(delay), task));
        return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new AssertionError("a fixed rate catches up what it has missed");
    }
}
