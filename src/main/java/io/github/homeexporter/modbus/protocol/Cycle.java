package io.github.homeexporter.modbus.protocol;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One reading of a device: what came, and what went wrong on the way. */
public final class Cycle {
    /** After so many requests in a row without an answer nobody is there: the rest would only wait. */
    private static final int HOPELESS = 2;

    /** @param reason a word for counters */
    public record Fault(String reason, String sentence) {}

    private final Image image = new Image();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<RegisterTable> unknown = EnumSet.noneOf(RegisterTable.class);
    private int inVain;
    private boolean answered;
    private boolean served;

    public Image image() {
        return image;
    }

    public void add(Fault fault) {
        faults.add(fault);
    }

    public List<Fault> faults() {
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

    /** Whether the device does not know the function that reads this table. */
    boolean isUnknown(RegisterTable table) {
        return unknown.contains(table);
    }

    /** @return the answer, null when there was none */
    public Reply ask(Transport transport, int unit, Block block) throws InterruptedException {
        try {
            Reply reply = transport.ask(block.request(unit));
            inVain = 0;
            answered = true;
            if (!reply.isRefused()) {
                served = true;
                image.put(block.table(), block.address(), reply.words());
            } else if (reply.exception() > Reply.ILLEGAL_ADDRESS) {
                faults.add(new Fault(reply.reason(), block.request(unit) + ": " + reply.sentence()));
            }
            return reply;
        } catch (Unanswered e) {
            inVain = e.kind() == Unanswered.Cause.CONNECT ? HOPELESS : inVain + 1;
            faults.add(new Fault(e.reason(), block + ": " + e.getMessage()));
            return null;
        }
    }

    /** The device has no such register; it is not asked for again. */
    void lost(Block block, Reply reply) {
        faults.add(new Fault(reply.reason(), block + ": " + reply.sentence() + "; not asked for again"));
    }

    void unknown(Block block, Reply reply) {
        unknown.add(block.table());
        faults.add(new Fault(
                reply.reason(),
                block + ": " + reply.sentence() + "; no " + block.table() + " register is asked for again"));
    }
}
