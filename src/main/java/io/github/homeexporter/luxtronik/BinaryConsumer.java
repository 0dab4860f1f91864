package io.github.homeexporter.luxtronik;

import io.github.homeexporter.luxtronik.binary.Block;
import io.github.homeexporter.luxtronik.binary.Block.Kind;
import io.github.homeexporter.luxtronik.binary.ControllerReadings;
import io.github.homeexporter.net.Backoff;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a controller's binary interface: calculations each interval, parameters and visibilities now and then, one connection a time. */
final class BinaryConsumer extends PollingConsumer {
    /** As everybody measures them: the ports of new and of old firmware. */
    static final List<Integer> PORTS = List.of(8889, 8888);

    private static final Logger LOG = LoggerFactory.getLogger(BinaryConsumer.class);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    /** Calculations of a controller at which somebody changes parameters are left out so often, then taken. */
    private static final int BUSY = 3;

    /** How often the tables are looked at. */
    private static final long LOOK_MILLIS = 500;

    private final BinarySettings settings;
    private final Consumer<Fault> failed;
    private final Map<Kind, Long> due = new EnumMap<>(Kind.class);
    private BinaryTables tables;
    private ControllerReadings readings;
    private Backoff backoff;
    private long notBefore;
    private int port;
    private int busy;
    private volatile BinaryLink link;
    private volatile List<String> told = List.of();

    /**
     * @param ports tried in this order, the next one only where a port is refused
     * @param within for connecting and for each answer
     * @param parametersEvery settings and counters of energy
     * @param flagsEvery which sensors are there
     */
    record BinarySettings(
            String name,
            String host,
            List<Integer> ports,
            Duration interval,
            Duration within,
            Duration parametersEvery,
            Duration flagsEvery) {}

    /** @param failed told when a round fails, for whoever knows another way to the controller */
    BinaryConsumer(LuxtronikEndpoint endpoint, Processor processor, BinarySettings settings, Consumer<Fault> failed) {
        super(endpoint, processor, "luxtronik", settings.name(), settings.interval());
        this.settings = settings;
        this.failed = failed;
        this.port = settings.ports().get(0);
    }

    @Override
    protected boolean begin(Device device) {
        tables = new BinaryTables(
                Path.of(""),
                new ConfigState(SamplesComponent.store(getEndpoint().getCamelContext())));
        readings = new ControllerReadings(device.name(), tables.current());
        backoff = new Backoff(settings.interval(), LONGEST_RETRY, () -> ThreadLocalRandom.current()
                .nextDouble());
        notBefore = ticks().getAsLong();
        var unused =
                timer().scheduleWithFixedDelay(() -> look(device), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return true;
    }

    /** An edited table counts at once, for what was read last. */
    private void look(Device device) {
        try {
            if (tables.hasChanged() && device.state() == DeviceState.UP) {
                publish(device);
            }
        } catch (Exception e) {
            // would end the looks
            getExceptionHandler().handleException(e);
        }
    }

    @Override
    protected void round(Device device) throws Exception {
        if (ticks().getAsLong() - notBefore < 0) {
            return;
        }
        List<Lack> lacks = new ArrayList<>();
        try (BinaryLink opened = connected()) {
            link = opened;
            device.connected();
            if (!calculations(opened, device)) {
                return;
            }
            now(opened, Kind.PARAMETERS, settings.parametersEvery(), lacks);
            now(opened, Kind.VISIBILITIES, settings.flagsEvery(), lacks);
            device.lacks(lacks);
        } catch (FaultException e) {
            failed(device, e.fault());
            return;
        } finally {
            link = null;
        }
        backoff.reset();
        if (isRunAllowed()) {
            publish(device);
        }
    }

    /** The port that worked, and the other one only where that is refused: a device that does not answer is not asked twice. */
    private BinaryLink connected() throws FaultException {
        FaultException first = null;
        int before = port;
        for (int next : settings.ports().stream()
                .sorted((a, b) -> Boolean.compare(b == before, a == before))
                .toList()) {
            BinaryLink fresh = new BinaryLink(new HostPort(settings.host(), next), settings.within());
            link = fresh;
            try {
                fresh.connect();
                port = next;
                return fresh;
            } catch (FaultException e) {
                fresh.close();
                first = first == null ? e : first;
                if (!e.fault().reason().equals(NetworkFaults.REFUSED)) {
                    throw first;
                }
            }
        }
        throw first;
    }

    /** @return false when they are left out this time */
    private boolean calculations(BinaryLink opened, Device device) throws FaultException {
        Block block = opened.ask(Kind.CALCULATIONS);
        if (block.status() > 0) {
            device.error("busy");
            if (++busy < BUSY) {
                return false;
            }
        }
        busy = 0;
        readings.take(block);
        return true;
    }

    /** What is asked rarely costs only itself when it fails; what it said before holds until it is asked thrice in vain. */
    private void now(BinaryLink opened, Kind kind, Duration every, List<Lack> lacks) throws FaultException {
        long now = ticks().getAsLong();
        Long at = due.get(kind);
        if (at != null && now - at < 0) {
            return;
        }
        try {
            readings.take(opened.ask(kind));
            due.put(kind, now + every.toNanos());
        } catch (FaultException e) {
            lacks.add(new Lack(e.fault().reason(), e.fault().sentence()));
            if (at == null || now - at > 2 * every.toNanos()) {
                readings.forget(kind);
            }
            if (at == null && kind == Kind.VISIBILITIES) {
                // without them a sensor that is not there would look like one that is
                throw e;
            }
        }
    }

    private void publish(Device device) throws Exception {
        Instant now = Instant.now();
        readings.table(tables.current());
        Readings values = new Readings(readings.readings(now));
        if (told.isEmpty()) {
            LOG.info("{}: binary interface of firmware {} on port {}", device.name(), readings.firmware(), port);
        }
        told = told(now);
        emit(new Batch(
                device.name(), "luxtronik", settings.interval(), true, Naming.STANDARD, now.toEpochMilli(), values));
        device.up();
    }

    private void failed(Device device, Fault fault) {
        if (!isRunAllowed()) {
            return;
        }
        Duration wait = backoff.next(fault.retryAfter());
        notBefore = ticks().getAsLong() + wait.toNanos() - settings.interval().toNanos() / 2;
        device.down(fault.reason(), fault.sentence());
        failed.accept(fault);
    }

    /** What a person who looks for once wants to know of the controller; empty before the first reading. */
    List<String> told() {
        return told;
    }

    private List<String> told(Instant now) {
        return List.of(
                "binary interface of firmware " + readings.firmware() + " on port " + port + ": "
                        + readings.count(Kind.CALCULATIONS) + " calculations, " + readings.count(Kind.PARAMETERS)
                        + " parameters, " + readings.count(Kind.VISIBILITIES) + " visibilities",
                "clock: " + readings.clockOffset(now) + " s ahead of this machine's, read as UTC",
                "calculations without a row in " + BinaryTables.TABLE + ": " + readings.unknown(Kind.CALCULATIONS),
                "parameters without a row in " + BinaryTables.TABLE + ": " + readings.unknown(Kind.PARAMETERS));
    }

    @Override
    protected void abort() {
        BinaryLink open = link;
        if (open != null) {
            open.close();
        }
    }
}
