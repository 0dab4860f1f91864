package io.github.homeexporter.modbus.protocol;

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
