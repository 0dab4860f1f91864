package io.github.homeexporter.modbus.protocol;

import io.github.homeexporter.modbus.protocol.Cycle.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/** Which blocks to ask for. What a device refused stays split, so that the next cycle does not meet the refusal again. */
public final class Plan {
    private List<Block> blocks;

    private Plan(List<Block> blocks) {
        this.blocks = blocks;
    }

    /**
     * @param gap most registers nobody wants that one request may read along
     * @param most registers of one request; a request never asks for more than the protocol allows
     */
    public static Plan of(Collection<Span> spans, int gap, int most) {
        List<Block> blocks = new ArrayList<>();
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
                blocks.add(new Block(open));
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
            blocks.add(new Block(open));
        }
        return new Plan(blocks);
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** Asks for every block, and for the parts of what was refused. */
    public Cycle read(Transport transport, int unit) throws InterruptedException {
        Cycle cycle = new Cycle();
        List<Block> kept = new ArrayList<>();
        Deque<Block> todo = new ArrayDeque<>(blocks);
        while (!todo.isEmpty()) {
            Block block = todo.pop();
            if (cycle.isHopeless() || cycle.isUnknown(block.table())) {
                if (!cycle.isUnknown(block.table())) {
                    kept.add(block);
                }
                continue;
            }
            Reply reply = cycle.ask(transport, unit, block);
            if (reply != null && reply.exception() == Reply.ILLEGAL_ADDRESS) {
                if (block.isSingle()) {
                    cycle.lost(block, reply);
                } else {
                    List<Block> halves = block.halves();
                    todo.push(halves.get(1));
                    todo.push(halves.get(0));
                }
            } else if (reply != null && reply.exception() == Reply.ILLEGAL_FUNCTION) {
                cycle.unknown(block, reply);
            } else {
                kept.add(block);
            }
        }
        blocks = kept;
        return cycle;
    }

    /** What one request asks for: spans in the order of their addresses, and whatever lies between them. */
    public record Block(List<Span> spans) {
        public Block {
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
        List<Block> halves() {
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
            return List.of(new Block(spans.subList(0, at)), new Block(spans.subList(at, spans.size())));
        }

        /** {@code input 3001 to 3032}, wire addresses. */
        @Override
        public String toString() {
            return table() + " " + address() + (count() == 1 ? "" : " to " + (address() + count() - 1));
        }
    }
}
