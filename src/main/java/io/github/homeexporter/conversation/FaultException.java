package io.github.homeexporter.conversation;

/** Carries a {@link Fault} out of a {@link Dial} that knows what is wrong. */
public final class FaultException extends Exception {
    private final transient Fault fault;

    public FaultException(Fault fault) {
        super(fault.sentence());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
