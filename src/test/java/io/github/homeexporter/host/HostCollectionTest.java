package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.collector.Collector;
import io.github.homeexporter.host.collector.Collector.CollectorSeat;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Form;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostCollectionTest {
    private static final Column VALUE = Column.gauge(Form.STANDARD, "node_value", "", "");
    private static final Column OTHER = Column.gauge(Form.STANDARD, "node_other", "", "");

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final AtomicInteger started = new AtomicInteger();
    private final LongAdder anomalies = new LongAdder();
    private final Names names = new Names(Naming.BOTH, Map.of(), Map.of(), anomalies);

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void collectors_that_hang_or_throw_take_nothing_from_the_others() throws Exception {
        Map<String, Collector> collectors = new LinkedHashMap<>();
        collectors.put("hangs", collector(out -> {
            started.incrementAndGet();
            hanging.await();
        }));
        collectors.put("throws", collector(out -> {
            names.row(List.of(OTHER)).add(out, 0, 13);
            throw new IOException("no such file");
        }));
        collectors.put("breaks", collector(out -> {
            throw new IllegalStateException();
        }));
        collectors.put("says_nothing", collector(out -> {}));
        collectors.put("works", collector(out -> names.row(List.of(VALUE)).add(out, 0, 42)));
        HostFiles files = new HostFiles("/proc", "/sys", "/");
        Map<String, CollectorSeat> seats = new LinkedHashMap<>();
        collectors.forEach((name, collector) -> seats.put(name, new CollectorSeat(f -> collector, files)));
        HostCollection collection =
                new HostCollection(seats, names, anomalies, Duration.ofSeconds(2), files.hung(), workers);
        String text = collection.collect().toString();
        assertThat(text)
                .contains("success{collector=\"hangs\"} 0.0")
                .contains("success{collector=\"throws\"} 0.0")
                .contains("success{collector=\"breaks\"} 0.0")
                .contains("success{collector=\"says_nothing\"} 1.0")
                .contains("success{collector=\"works\"} 1.0")
                .contains("node_value 42.0")
                .as("what a collector told before its fault")
                .contains("node_other 13.0");
        assertThat(collection.faults())
                .containsOnlyKeys("hangs", "throws", "breaks")
                .containsEntry("throws", "no such file");
        assertThat(collection.collect().toString()).contains("success{collector=\"hangs\"} 0.0");
        assertThat(started).hasValue(1);
        hanging.countDown();
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            collection.collect();
            assertThat(collection.faults()).doesNotContainKey("hangs");
        });
    }

    private interface Work {
        void run(Samples out) throws IOException, InterruptedException;
    }

    private static Collector collector(Work work) {
        return new Collector() {
            @Override
            public void collect(Samples out) throws IOException, InterruptedException {
                work.run(out);
            }
        };
    }
}
