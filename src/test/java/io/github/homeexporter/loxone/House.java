package io.github.homeexporter.loxone;

import io.github.homeexporter.sample.Naming;
import java.util.List;
import java.util.Locale;

/** The house in {@code house.json}: its states are numbered in the order of the file. */
final class House {
    /** Two of one name in one room. */
    static final StateUuid TEMPERATURE = uuid(0x01);

    static final StateUuid OTHER_TEMPERATURE = uuid(0x04);
    /** One state of four dimmers. */
    static final StateUuid STEP = uuid(0x07);

    static final StateUuid MOODS = uuid(0x0a);
    static final StateUuid MASTER = uuid(0x0b);
    static final StateUuid OTHER_MASTER = uuid(0x11);
    static final StateUuid TEMP_ACTUAL = uuid(0x15);
    static final StateUuid SECOND_OF_LIST = uuid(0x17);
    static final StateUuid PLAN = uuid(0x1b);
    static final StateUuid DEEP_COUNT = uuid(0x1e);
    static final StateUuid POWER = uuid(0x20);
    static final StateUuid TOTAL = uuid(0x21);
    static final StateUuid TOTAL_TODAY = uuid(0x23);
    static final StateUuid CHARGE = uuid(0x24);
    static final StateUuid BOILER_TEXT = uuid(0x26);
    static final StateUuid AIR = uuid(0x28);
    static final StateUuid SWITCH = uuid(0x2a);
    static final StateUuid OPERATING_MODE = uuid(0x2c);
    static final StateUuid SUNRISE = uuid(0x2d);
    static final StateUuid WEATHER = uuid(0x2e);
    static final StateUuid FORECAST = uuid(0x2f);

    /** States of controls, and the two global ones. */
    static final int STATES = 29 + 2;

    static final int CONTROLS = 15;

    private House() {}

    static StateUuid uuid(int number) {
        return StateUuid.parse(String.format(Locale.ROOT, "1a2b3c4d-%04x-1111-ffff%012x", number, number))
                .orElseThrow();
    }

    static String text() {
        return Vectors.text("house.json");
    }

    static Structure structure() {
        try {
            return StructureReader.read(text(), 1_000);
        } catch (StructureException e) {
            throw new AssertionError(e);
        }
    }

    static Exposition exposition(Naming naming) {
        return new Exposition("loxone", "home", naming, false, ControlFilter.NONE, 1_000, List.of());
    }

    static Exposition withTexts(Naming naming) {
        return new Exposition("loxone", "home", naming, true, ControlFilter.NONE, 1_000, List.of());
    }

    static Exposition filtered(ControlFilter filter) {
        return new Exposition("loxone", "home", Naming.LEGACY, false, filter, 1_000, List.of());
    }
}
