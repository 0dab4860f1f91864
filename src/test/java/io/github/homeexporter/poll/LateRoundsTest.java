package io.github.homeexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.QuickContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device of any kind that was slow and is quick again is asked at its interval of 10 s. Time passes by hand only. */
class LateRoundsTest {
    private static final long SLOW = Duration.ofSeconds(24).toNanos();
    private static final long QUICK = Duration.ofMillis(300).toNanos();

    private final AtomicLong ticks = new AtomicLong(1_000_000_000L);
    private final Queue<HandTimer> timers = new ConcurrentLinkedQueue<>();
    private final DefaultCamelContext context = new QuickContext();
    private PollingConsumer consumer;

    @BeforeEach
    void start() {
        context.disableJMX();
        context.start();
        context.getExecutorServiceManager().setThreadPoolFactory(new DefaultThreadPoolFactory() {
            @Override
            public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
                HandTimer timer = new HandTimer(threads);
                timers.add(timer);
                return timer;
            }
        });
    }

    @AfterEach
    void stop() {
        if (consumer != null) {
            consumer.stop();
        }
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modbus:127.0.0.1:PORT?interval=10s&registers=registers/isg.csv",
                "isg:http://127.0.0.1:PORT?interval=10s&name=isg",
                "host:local?interval=10s&collectors=load",
                "proxmox:https://127.0.0.1:PORT?interval=10s&token=a@pam!b=00000000-0000-0000-0000-000000000000"
            })
    void rounds_that_a_slow_device_misses_are_left_out(String uri) throws Exception {
        consume(uri, exchange -> {});
        HandTimer timer = timers.element();
        List<Long> seconds = new ArrayList<>();
        HandTimer.Planned round = timer.take();
        long due = ticks.get();
        long start = due;
        for (int i = 0; i < 6; i++) {
            seconds.add(Duration.ofNanos(due - start).toSeconds());
            ticks.set(due + (i < 3 ? SLOW : QUICK));
            round.task().run();
            round = timer.take();
            due = ticks.get() + round.delayNanos();
        }
        assertThat(seconds).containsExactly(0L, 30L, 60L, 90L, 100L, 110L);
    }

    @Test
    void rounds_that_a_slow_plug_misses_are_left_out() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "plug", 1)) {
            AtomicLong took = new AtomicLong(SLOW);
            consume(
                    "tapo:plugs?interval=10s&discovery=false&username=" + SimulatedPlug.ACCOUNT.username()
                            + "&password=" + SimulatedPlug.ACCOUNT.password() + "&plugDevices=" + plug.address(),
                    exchange -> {
                        if (!exchange.getMessage().getBody(Batch.class).device().equals("tapo")) {
                            ticks.addAndGet(took.get());
                        }
                    });
            HandTimer timer = timers.element();
            HandTimer.Planned question = timer.take();
            timer.take(); // the round that tells how many plugs there are
            List<Long> waits = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                took.set(i < 2 ? SLOW : QUICK);
                question.task().run();
                question = timer.take();
                waits.add(Duration.ofNanos(question.delayNanos()).toMillis());
            }
            assertThat(waits).containsExactly(6_000L, 6_000L, 9_700L, 9_700L);
        }
    }

    private void consume(String uri, Processor processor) throws Exception {
        String free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = String.valueOf(socket.getLocalPort());
        }
        consumer =
                (PollingConsumer) context.getEndpoint(uri.replace("PORT", free)).createConsumer(processor);
        consumer.ticks(ticks::get);
        consumer.start();
    }
}
