package io.github.homeexporter.net;

/** Carries a {@link Fault} out of a {@code Dial} that knows what is wrong. */
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
