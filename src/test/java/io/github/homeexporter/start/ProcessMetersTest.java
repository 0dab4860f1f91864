package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.start.ProcessMeters.Beside;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
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
        Beside beside = new Beside(workers, nanos::get, () -> {
            asked.incrementAndGet();
            await(answer);
            return 7;
        });
        assertThat(beside.value(0)).isNaN();
        later();
        assertThat(beside.value(0)).isNaN();
        assertThat(asked).hasValue(1);
        answer.countDown();
        Awaitility.await().untilAsserted(() -> {
            later();
            assertThat(beside.value(0)).isEqualTo(7);
        });
    }

    @Test
    void what_the_system_cannot_say_has_no_value() {
        Beside beside = new Beside(
                workers,
                nanos::get,
                () -> -1,
                () -> {
                    throw new IllegalStateException("not here");
                },
                () -> 3);
        assertThat(beside.value(0)).isNaN();
        assertThat(beside.value(1)).isNaN();
        assertThat(beside.value(2)).isEqualTo(3);
    }

    @Test
    void one_that_hangs_takes_no_other_with_it() {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger before = new AtomicInteger();
        AtomicInteger after = new AtomicInteger();
        Beside beside = new Beside(
                workers,
                nanos::get,
                before::incrementAndGet,
                () -> {
                    await(answer);
                    return 7;
                },
                after::incrementAndGet);
        for (int round = 1; round <= 2; round++) {
            assertThat(beside.value(0)).isEqualTo(round);
            assertThat(beside.value(1)).isNaN();
            assertThat(beside.value(2)).isEqualTo(round);
            later();
        }
        answer.countDown();
    }

    @Test
    void outputs_that_read_at_once_are_told_the_same() {
        AtomicInteger asked = new AtomicInteger();
        Beside beside = new Beside(workers, nanos::get, asked::incrementAndGet);
        assertThat(beside.value(0)).isEqualTo(1);
        assertThat(beside.value(0)).isEqualTo(1);
        later();
        assertThat(beside.value(0)).isEqualTo(2);
    }

    @Test
    void the_process_is_measured_under_micrometers_names() throws Exception {
        try (DefaultCamelContext context = new QuickContext()) {
            MeterRegistry registry = new SimpleMeterRegistry();
            context.getRegistry().bind("registry", MeterRegistry.class, registry);
            context.addService(new ProcessMeters(context));
            context.start();
            assertThat(registry.get("process.cpu.time").functionCounter().count())
                    .isPositive();
            assertThat(registry.get("process.files.open").gauge().value()).isPositive();
            assertThat(registry.get("process.files.max").gauge().value()).isPositive();
            assertThat(registry.get("process.cpu").functionCounter().count()).isPositive();
            assertThat(List.of(
                            "process.open.fds",
                            "process.max.fds",
                            "process.resident.memory.bytes",
                            "process.virtual.memory.bytes"))
                    .allSatisfy(name ->
                            assertThat(registry.get(name).gauge().value()).isPositive());
            assertThat(registry.get("system.cpu.count").gauge().value()).isPositive();
            assertThat(registry.get("system.load.average.1m").gauge().value()).isNotNegative();
            assertThat(registry.get("jvm.threads.live").gauge().value()).isPositive();
            assertThat(registry.get("jvm.threads.states")
                            .tag("state", "runnable")
                            .gauge()
                            .value())
                    .isPositive();
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
