package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.protocol.Cycle;
import io.github.homeexporter.modbus.protocol.Cycle.Transport;
import io.github.homeexporter.modbus.protocol.Plan;
import io.github.homeexporter.modbus.protocol.Plan.RegisterBlock;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.modbus.registers.RegisterMap;
import io.github.homeexporter.modbus.registers.RegisterMap.Sampler;
import io.github.homeexporter.modbus.registers.SunSpec;
import io.github.homeexporter.sample.Lack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Reads a device again and again: finds out what it is, learns what it does not have, and makes samples of the rest. */
final class Polling {
    /** What a device refused is asked for again after this long: it may have had its software changed. */
    private static final Duration FORGET = Duration.ofDays(1);
    /** What failed in it is asked for again after this long. */
    private static final Duration RETRY = Duration.ofHours(1);

    /** So many lists of models that end in silence, and what they had is read. */
    private static final int MOST_CUT = 3;

    private final Choice choice;
    private final int unit;
    private final Map<String, String> labels;
    private final Transport transport;
    private final LongSupplier ticks;
    /** Whether nothing of the device decides where its registers are. */
    private final boolean fixed;

    private RegisterMap map;
    private Plan plan;
    private Sampler sampler;
    private long planned;
    private long retried;
    private int failures;
    /** Lists of SunSpec models that were not answered to their end. */
    private int cut;
    /** What was taken for granted when the registers were chosen; null for nothing. */
    private Lack guess;

    /** @param ticks monotonic nanoseconds */
    Polling(Choice choice, int unit, Map<String, String> labels, Transport transport, LongSupplier ticks) {
        this.choice = choice;
        this.unit = unit;
        this.labels = Map.copyOf(labels);
        this.transport = transport;
        this.ticks = ticks;
        fixed = choice.ask() == null && choice.options().get(0).map().bases().isEmpty();
        if (fixed) {
            take(choice.options().get(0).map());
        }
    }

    /** The registers of the device; empty while it is not known which it has. */
    Optional<RegisterMap> map() {
        return Optional.ofNullable(map);
    }

    Cycle poll() throws InterruptedException {
        if (map == null) {
            Cycle first = find();
            if (map == null) {
                return first;
            }
            Cycle cycle = guessed(read());
            first.faults().forEach(cycle::add);
            first.learned().forEach(learned -> cycle.learn(learned.what(), learned.why()));
            return cycle;
        }
        return guessed(read());
    }

    /** As long as it is guessed: the owner can say it. */
    private Cycle guessed(Cycle cycle) {
        if (guess != null && cycle.isServed()) {
            cycle.add(guess);
        }
        return cycle;
    }

    /** Of the registers of {@link #map}. */
    Sampler sampler() {
        return sampler;
    }

    private Cycle read() throws InterruptedException {
        long now = ticks.getAsLong();
        if (now - planned > FORGET.toNanos()) {
            startOver();
        } else if (now - retried > RETRY.toNanos()) {
            plan.retryFailed();
            retried = now;
        }
        Cycle cycle = plan.read(transport, unit);
        if (!cycle.isAnswered()) {
            // whoever is there next may be another device, or the same one with more registers
            startOver();
            map = fixed ? map : null;
        }
        return cycle;
    }

    private void take(RegisterMap found) {
        map = found;
        sampler = new Sampler(found, labels);
        startOver();
    }

    private void startOver() {
        plan = map.plan();
        planned = ticks.getAsLong();
        retried = planned;
    }

    private Cycle find() throws InterruptedException {
        Cycle cycle = new Cycle();
        guess = null;
        if (choice.ask() == null) {
            place(choice.options().get(0).map(), cycle);
            return cycle;
        }
        RegisterBlock block = new RegisterBlock(List.of(choice.ask()));
        Reply reply = cycle.ask(transport, unit, block);
        boolean passing = reply != null && reply.exception() == Reply.DEVICE_FAILURE;
        failures = passing ? failures + 1 : 0;
        if (reply == null || reply.exception() > Reply.DEVICE_FAILURE || passing && failures < 3) {
            return cycle;
        }
        Choice.Option option = choice.option(reply);
        String said = reply.isRefused()
                ? "it has no register " + block
                : "register " + block + " holds " + (reply.words()[0] & 0xFFFF);
        if (option == null) {
            cycle.add(new Lack("unknown_model", said + ", which no line of the register file is for; set model"));
            return cycle;
        }
        if (option.id().equals(Choice.REFUSED) || option.id().equals(Choice.OTHER)) {
            guess = new Lack(
                    "unknown_model",
                    said + ", so it is taken for "
                            + (option.model().isEmpty() ? "one with the registers all have" : option.model())
                            + "; set model if that is wrong");
        }
        place(option.map(), cycle);
        return cycle;
    }

    /** Takes the map, whose registers may have to be found first. */
    private void place(RegisterMap wanted, Cycle cycle) throws InterruptedException {
        if (wanted.bases().isEmpty()) {
            take(wanted);
            return;
        }
        RegisterMap found = SunSpec.find(wanted, cycle, transport, unit, cut < MOST_CUT);
        if (found != null) {
            boolean whole = cycle.faults().isEmpty();
            guess = whole ? null : cycle.faults().get(cycle.faults().size() - 1);
            cut = 0;
            take(found);
        } else if (cycle.isAnswered()) {
            cut++;
        }
    }
}
