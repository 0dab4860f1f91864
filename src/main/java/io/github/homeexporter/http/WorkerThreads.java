package io.github.homeexporter.http;

import io.vertx.core.spi.ExecutorServiceFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which Vert.x runs what may wait. Its own pool makes a further one for each of the first twenty requests, and keeps
 * them for ever; here one that is free is taken before another is made, and goes when it was not needed for a while.
 */
public final class WorkerThreads implements ExecutorServiceFactory {
    private static final int IDLE_SECONDS = 30;

    @Override
    public ExecutorService createExecutor(ThreadFactory threads, Integer concurrency, Integer maxConcurrency) {
        return new ThreadPoolExecutor(
                1, maxConcurrency, IDLE_SECONDS, TimeUnit.SECONDS, new HandedOver(), threads, WorkerThreads::queue);
    }

    /** All are made and busy: it waits. */
    private static void queue(Runnable task, ThreadPoolExecutor pool) {
        if (pool.isShutdown()) {
            throw new RejectedExecutionException("the HTTP port is closed");
        }
        pool.getQueue().add(task);
    }

    /** Takes a task only when a thread waits for it; else the pool makes one. */
    private static final class HandedOver extends LinkedTransferQueue<Runnable> {
        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        @Override
        public boolean add(Runnable task) {
            put(task);
            return true;
        }
    }
}
