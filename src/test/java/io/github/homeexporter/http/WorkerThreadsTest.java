package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.spi.VertxServiceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerThreadsTest {
    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService workers = new WorkerThreads().createExecutor(this::thread, 3, 3);

    private Thread thread(Runnable task) {
        made.incrementAndGet();
        return Executors.defaultThreadFactory().newThread(task);
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void vertx_finds_them() {
        assertThat(ServiceLoader.load(VertxServiceProvider.class)).hasAtLeastOneElementOfType(WorkerThreads.class);
    }

    @Test
    void a_thread_that_is_free_is_taken_before_another_is_made() throws Exception {
        for (int i = 0; i < 20; i++) {
            workers.submit(() -> {}).get(10, TimeUnit.SECONDS);
            // it has answered before it waits for the next task
            await().until(() -> isFree(workers));
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void those_that_wait_get_company_up_to_the_most_and_the_rest_waits_its_turn() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(workers.submit(() -> {
                running.incrementAndGet();
                answer.await();
                return null;
            }));
        }
        await().until(() -> running.get() == 3);
        assertThat(made).hasValue(3);
        answer.countDown();
        for (Future<?> each : all) {
            each.get(10, TimeUnit.SECONDS);
        }
        assertThat(running).hasValue(5);
        assertThat(made).hasValue(3);
    }

    private static boolean isFree(ExecutorService workers) {
        return ((ThreadPoolExecutor) workers).getQueue() instanceof TransferQueue<?> queue
                && queue.hasWaitingConsumer();
    }
}
