package io.github.homeexporter.obis.telegram;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The registers of one telegram. What a telegram says twice counts as it is said first. */
final class Registers {
    private final Map<String, Register> all = new HashMap<>();
    private boolean feeding;
    private boolean directionKnown;

    void add(Register register) {
        all.putIfAbsent(register.code(), register);
    }

    /** Of meters that say only how much passes: the status word of their import register says which way. */
    void direction(boolean feeds) {
        feeding = feeds;
        directionKnown = true;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** @return null where the meter has no such register, or it is of another unit */
    BigDecimal value(String code, String unit) {
        Register register = all.get(code);
        return register == null || !register.unit().equals(unit) ? null : register.value();
    }

    /** @return null where the meter does not say which way the power flows */
    BigDecimal byDirection(BigDecimal amount) {
        if (amount == null || !directionKnown) {
            return null;
        }
        return feeding ? amount.abs().negate() : amount.abs();
    }
}
