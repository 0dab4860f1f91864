package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.ProcessMeters.Beside;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessMetersTest {
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void a_number_that_does_not_come_has_no_value_and_is_not_asked_for_twice() {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Beside beside = new Beside(
                workers,
                () -> {
                    asked.incrementAndGet();
                    await(answer);
                    return 7;
                },
                nanos::get);
        assertThat(beside.value()).isNaN();
        later();
        assertThat(beside.value()).isNaN();
        assertThat(asked).hasValue(1);
        answer.countDown();
        Awaitility.await().untilAsserted(() -> {
            later();
            assertThat(beside.value()).isEqualTo(7);
        });
    }

    @Test
    void what_the_system_cannot_say_has_no_value() {
        assertThat(new Beside(workers, () -> -1, nanos::get).value()).isNaN();
        assertThat(new Beside(
                                workers,
                                () -> {
                                    throw new IllegalStateException("not here");
                                },
                                nanos::get)
                        .value())
                .isNaN();
    }

    @Test
    void outputs_that_read_at_once_are_told_the_same() {
        AtomicInteger asked = new AtomicInteger();
        Beside beside = new Beside(workers, asked::incrementAndGet, nanos::get);
        assertThat(beside.value()).isEqualTo(1);
        assertThat(beside.value()).isEqualTo(1);
        later();
        assertThat(beside.value()).isEqualTo(2);
    }

    @Test
    void the_process_is_measured_under_micrometers_names() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            MeterRegistry registry = new SimpleMeterRegistry();
            context.getRegistry().bind("registry", MeterRegistry.class, registry);
            context.addService(new ProcessMeters(context));
            context.start();
            assertThat(registry.get("process.cpu.time").functionCounter().count())
                    .isPositive();
            assertThat(registry.get("process.files.open").gauge().value()).isPositive();
            assertThat(registry.get("process.files.max").gauge().value()).isPositive();
            assertThat(registry.get("system.cpu.count").gauge().value()).isPositive();
            assertThat(registry.get("system.load.average.1m").gauge().value()).isNotNegative();
        }
    }

    private void later() {
        nanos.addAndGet(1_000_000_000L);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
