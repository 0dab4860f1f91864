package io.github.homeexporter.sample;

import static io.github.homeexporter.sample.TestStore.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.StoredFamily.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many short races, each with a fresh store, in the manner of jcstress: what a race lost stays lost, and is seen after it. */
@Timeout(60)
class StoreConcurrencyTest {
    private static final int RACES = 3_000;
    private static final int FAMILIES = 4;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_family_made_while_readers_sort_is_seen_by_the_next_reader() throws Exception {
        for (int race = 0; race < RACES; race++) {
            TestStore test = new TestStore();
            race(
                    () -> test.push("a", samples("a")),
                    () -> test.push("b", samples("b")),
                    test.store::families,
                    test.store::families);
            assertThat(test.lines()).hasSize(2 * FAMILIES);
        }
    }

    @Test
    void what_is_published_after_a_sweep_has_ended_is_there() throws Exception {
        for (int race = 0; race < RACES; race++) {
            TestStore test = new TestStore();
            Duration second = Duration.ofSeconds(1);
            test.poll("a", second, samples("a"));
            test.pass(Duration.ofSeconds(4));
            race(
                    () -> test.poll("a", second, samples("a")),
                    test.store::sweep,
                    () -> test.poll("a", second, samples("a")),
                    test.store::families);
            test.poll("a", second, samples("a"));
            assertThat(test.lines()).hasSize(FAMILIES);
            assertThat(test.store.devices().get(0).series()).isEqualTo(FAMILIES);
        }
    }

    @Test
    void complete_batches_of_one_device_do_not_take_each_others_series() throws Exception {
        for (int race = 0; race < RACES; race++) {
            TestStore test = new TestStore();
            Duration second = Duration.ofSeconds(1);
            race(
                    () -> test.pollAll("a", second, samples("a")),
                    () -> test.pollAll("a", second, samples("a")),
                    () -> test.pollAll("a", second, samples("a")),
                    test.store::families);
            assertThat(test.lines()).hasSize(FAMILIES);
        }
    }

    @Test
    void a_series_two_devices_want_belongs_to_exactly_one() throws Exception {
        for (int race = 0; race < RACES; race++) {
            TestStore test = new TestStore();
            race(
                    () -> test.push("a", samples("same")),
                    () -> test.push("b", samples("same")),
                    test.store::families,
                    test.store::families);
            assertThat(test.lines()).hasSize(FAMILIES);
            assertThat(test.store.devices().stream()
                            .mapToInt(DeviceStatus::series)
                            .sum())
                    .isEqualTo(FAMILIES);
        }
    }

    @Test
    void a_reader_never_sees_a_series_twice_nor_half_a_number() throws Exception {
        TestStore test = new TestStore();
        AtomicBoolean over = new AtomicBoolean();
        Future<?> writer = threads.submit(() -> {
            for (int i = 0; i < 20_000; i++) {
                Samples samples = new Samples();
                for (int k = 0; k < 20; k++) {
                    // the two halves of these two doubles differ: half of one and half of the other is neither
                    samples.add(gauge("f" + k % 3, "k", "" + (k + i % 2)), i % 2 == 0 ? 1.1 : -2.3e-300);
                }
                test.pollAll("a", Duration.ofSeconds(1), samples);
            }
            over.set(true);
        });
        while (!over.get()) {
            Set<String> seen = new HashSet<>();
            for (FamilyView view : test.store.families()) {
                for (int i = 0; i < view.size(); i++) {
                    assertThat(seen.add(view.series(i).toString())).isTrue();
                    if (view.family().name().startsWith("f")) {
                        assertThat(view.value(i)).isIn(1.1, -2.3e-300);
                    }
                }
            }
        }
        writer.get();
    }

    @Test
    void a_series_the_walk_through_the_map_met_twice_is_shown_once_with_its_newer_slot() {
        Device device = new TestStore().store.device("a", "test");
        Slot before = new Slot(gauge("f", "k", "1"), device).set(1, 0);
        Slot other = new Slot(gauge("f", "k", "0"), device).set(2, 0);
        Slot again = new Slot(gauge("f", "k", "1"), device).set(3, 0);
        assertThat(StoredFamily.sortedOnce(new Slot[] {before, other, again})).containsExactly(other, again);
        assertThat(StoredFamily.sortedOnce(new Slot[] {other, again})).containsExactly(other, again);
    }

    private static Samples samples(String label) {
        Samples samples = new Samples();
        for (int i = 0; i < FAMILIES; i++) {
            samples.add(gauge("f" + i, "l", label), i);
        }
        return samples;
    }

    private void race(Runnable... runners) throws Exception {
        CyclicBarrier start = new CyclicBarrier(runners.length);
        List<Callable<Object>> tasks = new ArrayList<>();
        for (Runnable runner : runners) {
            tasks.add(() -> {
                start.await();
                runner.run();
                return null;
            });
        }
        for (Future<Object> done : threads.invokeAll(tasks)) {
            done.get();
        }
    }
}
