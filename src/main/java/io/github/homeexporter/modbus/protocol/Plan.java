package io.github.homeexporter.modbus.protocol;

import io.github.homeexporter.modbus.protocol.Cycle.Transport;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which blocks to ask for. What a device refused stays split, so that the next cycle does not meet the refusal again. */
public final class Plan {
    private List<RegisterBlock> blocks;
    private final List<RegisterBlock> failed = new ArrayList<>();
    /** Readings in a row that a block was refused or not answered in. */
    private final Map<RegisterBlock, Integer> refusals = new HashMap<>();
    /** The most registers that came in one answer, and the most that may be asked for at once. */
    private final Map<RegisterTable, Integer> longest = new EnumMap<>(RegisterTable.class);

    private final Map<RegisterTable, Integer> limits = new EnumMap<>(RegisterTable.class);
    /** Whether the last reading was refused altogether. */
    private boolean idle;

    private Plan(List<RegisterBlock> blocks) {
        this.blocks = blocks;
    }

    /**
     * @param gap most registers nobody wants that one request may read along
     * @param most registers of one request; a request never asks for more than the protocol allows
     */
    public static Plan of(Collection<Span> spans, int gap, int most) {
        List<RegisterBlock> blocks = new ArrayList<>();
        List<Span> open = new ArrayList<>();
        int start = 0;
        int end = 0;
        for (Span span : new TreeSet<>(spans)) {
            boolean fits = !open.isEmpty()
                    && open.get(0).table() == span.table()
                    && span.address() - end <= gap
                    && Math.max(end, span.end()) - start
                            <= Math.min(most, span.table().most());
            if (!fits && !open.isEmpty()) {
                blocks.add(new RegisterBlock(open));
                open.clear();
            }
            if (open.isEmpty()) {
                start = span.address();
                end = start;
            }
            open.add(span);
            end = Math.max(end, span.end());
        }
        if (!open.isEmpty()) {
            blocks.add(new RegisterBlock(open));
        }
        return new Plan(blocks);
    }

    List<RegisterBlock> blocks() {
        return List.copyOf(blocks);
    }

    /**
     * Asks for every block, and for the parts of what was refused. Nothing is learned from a reading in which nothing came:
     * an inverter may refuse all at night, and has it again in the morning.
     */
    public Cycle read(Transport transport, int unit) throws InterruptedException {
        Cycle cycle = new Cycle();
        Reading reading = new Reading(transport, unit, cycle);
        List<RegisterBlock> kept = new ArrayList<>();
        for (RegisterBlock block : blocks) {
            kept.addAll(reading.ask(block));
        }
        reading.say();
        if (cycle.isServed()) {
            blocks = kept;
            failed.addAll(reading.failed);
            idle = false;
        } else {
            idle = cycle.isAnswered();
        }
        return cycle;
    }

    /** Asks again for what failed (exception 04) though the device has it: it may have passed. */
    public void retryFailed() {
        blocks = new ArrayList<>(blocks);
        blocks.addAll(failed);
        blocks.sort(Comparator.comparing(block -> block.spans().get(0)));
        failed.clear();
    }

    /** One reading: what it meets decides what the next one asks for. */
    private final class Reading {
        private final Transport transport;
        private final int unit;
        private final Cycle cycle;
        private final List<RegisterBlock> failed = new ArrayList<>();
        private final Map<Integer, List<String>> lost = new TreeMap<>();
        private final Map<RegisterTable, Integer> strange = new EnumMap<>(RegisterTable.class);

        Reading(Transport transport, int unit, Cycle cycle) {
            this.transport = transport;
            this.unit = unit;
            this.cycle = cycle;
        }

        /** @return what the next reading asks for instead of the block */
        List<RegisterBlock> ask(RegisterBlock block) throws InterruptedException {
            if (cycle.isHopeless()) {
                return List.of(block);
            }
            if (isUnknown(block.table())) {
                lose(block, Reply.ILLEGAL_FUNCTION);
                return List.of();
            }
            if (!block.isSingle() && block.count() > limits.getOrDefault(block.table(), Integer.MAX_VALUE)) {
                return halves(block);
            }
            Reply reply = cycle.ask(transport, unit, block);
            if (reply == null) {
                // some devices are silent where others refuse; that it answers other requests shows in this reading
                boolean often = cycle.isAnswered() && refusals.merge(block, 1, Integer::sum) > 2;
                return often && !block.isSingle() ? block.halves() : List.of(block);
            }
            if (!reply.isRefused()) {
                refusals.remove(block);
                longest.merge(block.table(), block.count(), Math::max);
                return List.of(block);
            }
            return reply.isSplittable() ? refused(block, reply) : List.of(block);
        }

        private List<RegisterBlock> refused(RegisterBlock block, Reply reply) throws InterruptedException {
            boolean passing = reply.exception() == Reply.DEVICE_FAILURE;
            boolean sure = !passing || refusals.merge(block, 1, Integer::sum) > 1;
            if (block.isSingle() || passing && idle) {
                cycle.refused(block, reply);
                if (!sure || !block.isSingle()) {
                    return List.of(block);
                }
                if (reply.exception() == Reply.ILLEGAL_FUNCTION) {
                    strange.merge(block.table(), 1, Integer::sum);
                }
                if (passing) {
                    failed.add(block);
                }
                lose(block, reply.exception());
                return List.of();
            }
            int before = cycle.faults().size();
            List<RegisterBlock> parts = halves(block);
            boolean all = cycle.faults().size() == before;
            if (all && sure && reply.exception() != Reply.ILLEGAL_ADDRESS) {
                limit(block);
            }
            return sure ? parts : List.of(block);
        }

        /** All of its parts came, so it was refused for its length, or for a hole in it. */
        private void limit(RegisterBlock block) {
            boolean holes = block.spans().stream().mapToInt(Span::count).sum() < block.count();
            int most = longest.getOrDefault(block.table(), 1);
            if (!holes && most < block.count() && limits.merge(block.table(), most, Math::min) == most) {
                cycle.learn(block.table() + " registers", "at most " + most + " in one request");
            }
        }

        private List<RegisterBlock> halves(RegisterBlock block) throws InterruptedException {
            List<RegisterBlock> parts = new ArrayList<>();
            for (RegisterBlock half : block.halves()) {
                parts.addAll(ask(half));
            }
            return parts;
        }

        /** Whether the device does not know the function that reads the table: two single registers tell. */
        private boolean isUnknown(RegisterTable table) {
            return !cycle.isServed(table) && strange.getOrDefault(table, 0) > 1;
        }

        private void lose(RegisterBlock block, int code) {
            lost.computeIfAbsent(code, c -> new ArrayList<>()).add(block.toString());
        }

        /** All that a code took away in one sentence. */
        void say() {
            if (cycle.isServed()) {
                lost.forEach((code, what) -> cycle.learn(
                        String.join(", ", what),
                        Reply.refused(code).sentence() + "; left out, asked for again "
                                + (code == Reply.DEVICE_FAILURE ? "every hour" : "once a day")));
            }
        }
    }

    /** What one request asks for: spans in the order of their addresses, and whatever lies between them. */
    public record RegisterBlock(List<Span> spans) {
        public RegisterBlock {
            spans = List.copyOf(spans);
        }

        RegisterTable table() {
            return spans.get(0).table();
        }

        int address() {
            return spans.get(0).address();
        }

        int count() {
            return spans.stream().mapToInt(Span::end).max().orElseThrow() - address();
        }

        public Request request(int unit) {
            return Request.read(unit, table(), address(), count());
        }

        /** Whether one span is all there is, so that a refusal is meant for it. */
        boolean isSingle() {
            return spans.size() == 1;
        }

        /** In two at the widest gap nobody asked for, which is the likeliest to be refused; else in the middle. */
        List<RegisterBlock> halves() {
            int at = spans.size() / 2;
            int widest = 0;
            int end = spans.get(0).end();
            for (int i = 1; i < spans.size(); i++) {
                int gap = spans.get(i).address() - end;
                if (gap > widest) {
                    widest = gap;
                    at = i;
                }
                end = Math.max(end, spans.get(i).end());
            }
            return List.of(new RegisterBlock(spans.subList(0, at)), new RegisterBlock(spans.subList(at, spans.size())));
        }

        /** {@code input 3001 to 3032}, wire addresses. */
        @Override
        public String toString() {
            return table() + " " + address() + (count() == 1 ? "" : " to " + (address() + count() - 1));
        }
    }
}
