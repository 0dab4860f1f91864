package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.modbus.protocol.Plan;
import io.github.homeexporter.modbus.protocol.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All registers of a device and how to read them.
 *
 * @param gap most unlisted registers between two listed ones that are read along
 * @param most registers of one request
 */
public record RegisterMap(List<Register> registers, int gap, int most) {
    public RegisterMap {
        registers = List.copyOf(registers);
    }

    RegisterMap where(Predicate<Register> wanted) {
        return new RegisterMap(registers.stream().filter(wanted).toList(), gap, most);
    }

    /** This map with the registers of another one behind it, read as carefully as either wants. */
    public RegisterMap and(RegisterMap more) {
        List<Register> all = new ArrayList<>(registers);
        all.addAll(more.registers);
        return new RegisterMap(all, Math.min(gap, more.gap), Math.min(most, more.most));
    }

    /** The same registers, each so many addresses further on. */
    public RegisterMap shifted(int by) {
        return new RegisterMap(registers.stream().map(r -> r.shifted(by)).toList(), gap, most);
    }

    public Optional<Register> register(String name) {
        return registers.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    public Plan plan() {
        List<Span> spans = new ArrayList<>();
        registers.forEach(r -> spans.addAll(r.decoding().needs()));
        return Plan.of(spans, gap, most);
    }

    /** A register file with faults: each with file, line and what is allowed. */
    static class RegisterFault extends IllegalArgumentException {
        private static final int SHOWN = 20;

        RegisterFault(List<String> faults) {
            super(String.join("; ", faults.subList(0, Math.min(SHOWN, faults.size())))
                    + (faults.size() > SHOWN ? "; and " + (faults.size() - SHOWN) + " more" : ""));
        }
    }
}
