package io.github.homeexporter.modbus.registers;

import java.util.List;

/** A register file with faults: each with file, line and what is allowed. */
class RegisterFault extends IllegalArgumentException {
    private static final int SHOWN = 20;

    RegisterFault(List<String> faults) {
        super(String.join("; ", faults.subList(0, Math.min(SHOWN, faults.size())))
                + (faults.size() > SHOWN ? "; and " + (faults.size() - SHOWN) + " more" : ""));
    }
}
