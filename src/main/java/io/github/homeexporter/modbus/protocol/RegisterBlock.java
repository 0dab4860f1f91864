package io.github.homeexporter.modbus.protocol;

import java.util.List;

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
