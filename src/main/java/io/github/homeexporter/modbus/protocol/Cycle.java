package io.github.homeexporter.modbus.protocol;

import io.github.homeexporter.modbus.protocol.Plan.RegisterBlock;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.sample.Lack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One reading of a device: what came, and what went wrong on the way. */
public final class Cycle {
    /** After so many requests in a row without an answer nobody is there: the rest would only wait. */
    private static final int HOPELESS = 2;

    /**
     * What will be asked for otherwise, or not at all, from now on.
     *
     * @param what the registers, or all of them
     */
    public record Learned(String what, String why) {}

    private final Image image = new Image();
    private final List<Lack> faults = new ArrayList<>();
    private final List<Learned> learned = new ArrayList<>();
    private final Set<RegisterTable> tables = EnumSet.noneOf(RegisterTable.class);
    private int inVain;
    private boolean answered;
    private boolean served;

    public Image image() {
        return image;
    }

    public void add(Lack fault) {
        faults.add(fault);
    }

    public List<Lack> faults() {
        return List.copyOf(faults);
    }

    /** Whether the peer answered anything, be it a refusal. */
    public boolean isAnswered() {
        return answered;
    }

    /** Whether at least one block came. */
    public boolean isServed() {
        return served;
    }

    boolean isHopeless() {
        return inVain >= HOPELESS;
    }

    /** Whether anything of this table came. */
    boolean isServed(RegisterTable table) {
        return tables.contains(table);
    }

    public List<Learned> learned() {
        return List.copyOf(learned);
    }

    public void learn(String what, String why) {
        learned.add(new Learned(what, why));
    }

    /** @return the answer, null when there was none */
    public Reply ask(Transport transport, int unit, RegisterBlock block) throws InterruptedException {
        try {
            Reply reply = transport.ask(block.request(unit));
            inVain = 0;
            answered = true;
            if (!reply.isRefused()) {
                served = true;
                tables.add(block.table());
                image.put(block.table(), block.address(), reply.words());
            } else if (!reply.isSplittable()) {
                faults.add(new Lack(reply.reason(), block.request(unit) + ": " + reply.sentence()));
            }
            return reply;
        } catch (Unanswered e) {
            inVain = e.kind() == Unanswered.Cause.CONNECT ? HOPELESS : inVain + 1;
            faults.add(new Lack(e.reason(), block + ": " + e.getMessage()));
            return null;
        }
    }

    /** A register that the device refuses by itself. */
    void refused(RegisterBlock block, Reply reply) {
        faults.add(new Lack(reply.reason(), block + ": " + reply.sentence()));
    }

    /** Carries one request to a device and brings its answer. */
    public interface Transport {
        Reply ask(Request request) throws Unanswered, InterruptedException;
    }

    /** A request that got no usable answer: nobody there, silence, a closed connection, bytes that are no answer. */
    public static class Unanswered extends Exception {
        /** Why, as far as it matters for what to do next. */
        public enum Cause {
            /** No connection: asking again at once is of no use. */
            CONNECT,
            TIMEOUT,
            /** The peer closed; a fresh connection may do, once. */
            CLOSED,
            MALFORMED,
            /** Answers came, and all of them to other requests. */
            WRONG_ID
        }

        private final Cause kind;

        public Unanswered(Cause kind, String sentence, Throwable cause) {
            super(sentence, cause);
            this.kind = kind;
        }

        public Cause kind() {
            return kind;
        }

        /** A word for counters. */
        String reason() {
            return kind.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The registers that were read, by table and wire address. */
    public static final class Image {
        private final Map<Integer, Short> words = new HashMap<>();

        public void put(RegisterTable table, int address, short... values) {
            for (int i = 0; i < values.length; i++) {
                words.put(key(table, address + i), values[i]);
            }
        }

        /** All words of the span, the first one first; empty when one of them was not read. */
        public Optional<short[]> words(Span span) {
            short[] found = new short[span.count()];
            for (int i = 0; i < found.length; i++) {
                Short word = words.get(key(span.table(), span.address() + i));
                if (word == null) {
                    return Optional.empty();
                }
                found[i] = word;
            }
            return Optional.of(found);
        }

        private static int key(RegisterTable table, int address) {
            return table.code() << 16 | address;
        }
    }
}
