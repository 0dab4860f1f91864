package io.github.homeexporter.isg.sgready;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an energy supplier or a photovoltaic system asks of a heat pump, weakest wish first. Inputs and states: manual of
 * the ISG's Modbus extension, SG Ready.
 */
enum SgReadyLevel {
    /** Automatic operation by its program. */
    NORMAL(2, 0, 0),
    /** Raised set values for heating and hot water. */
    ACTIVE(3, 1, 0),
    /** Maximum set values at once. */
    FORCE(4, 1, 1),
    /** The heat pump must not start; frost protection only. Stronger than all: whoever locks has a reason. */
    LOCK(1, 0, 1);

    /** The two inputs by the names of registers/isg-sgready.csv. */
    static final String INPUT_1 = "sg_ready_input_1";

    static final String INPUT_2 = "sg_ready_input_2";
    /** What a caller may say. */
    static final String WORDS = "active, inactive, lock, normal, force";

    private final int state;
    private final int input1;
    private final int input2;

    SgReadyLevel(int state, int input1, int input2) {
        this.state = state;
        this.input1 = input1;
        this.input2 = input2;
    }

    /** What register 5001 says when the heat pump follows. */
    int state() {
        return state;
    }

    Map<String, Integer> inputs() {
        return Map.of(INPUT_1, input1, INPUT_2, input2);
    }

    /** What the two inputs say. */
    static SgReadyLevel of(double input1, double input2) {
        return input1 > 0 ? input2 > 0 ? FORCE : ACTIVE : input2 > 0 ? LOCK : NORMAL;
    }

    /** The words of alert labels, or the number of the state; {@code inactive} is isg_exporter's word for lock. */
    static Optional<SgReadyLevel> of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "normal", "2" -> Optional.of(NORMAL);
            case "active", "3" -> Optional.of(ACTIVE);
            case "force", "4" -> Optional.of(FORCE);
            case "lock", "inactive", "1" -> Optional.of(LOCK);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
