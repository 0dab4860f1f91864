package io.github.homeexporter.modbus.protocol;

import java.util.Locale;

/** The four address spaces of a device, with the function code that reads each and the most that one request may ask for. */
public enum RegisterTable {
    COIL(1, 2000),
    DISCRETE(2, 2000),
    HOLDING(3, 125),
    INPUT(4, 125);

    private final int code;
    private final int most;

    RegisterTable(int code, int most) {
        this.code = code;
        this.most = most;
    }

    int code() {
        return code;
    }

    /** Modbus Application Protocol V1.1b3, sections 6.1 to 6.4. */
    int most() {
        return most;
    }

    public boolean isBits() {
        return this == COIL || this == DISCRETE;
    }

    public boolean isWritable() {
        return this == COIL || this == HOLDING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Registers that only make sense when they come from one answer.
     *
     * @param address wire address of the first
     * @param count how many
     */
    public record Span(RegisterTable table, int address, int count) implements Comparable<Span> {
        public int end() {
            return address + count;
        }

        /** @throws IllegalArgumentException when it leaves the address space */
        public Span shifted(int by) {
            if (address + by < 0 || end() + by > 0x10000) {
                throw new IllegalArgumentException("address " + address + " moved by " + by + "; allowed: 0 to 65535");
            }
            return new Span(table, address + by, count);
        }

        @Override
        public int compareTo(Span other) {
            int byTable = table.compareTo(other.table);
            return byTable != 0 ? byTable : address != other.address ? address - other.address : count - other.count;
        }
    }
}
