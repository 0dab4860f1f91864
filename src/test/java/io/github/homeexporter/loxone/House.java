package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.loxone.structure.ControlFilter;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.loxone.structure.StructureReader;
import io.github.homeexporter.loxone.structure.StructureReader.StructureException;
import io.github.homeexporter.sample.Naming;
import java.util.List;
import java.util.Locale;

/** The house in {@code house.json}: its states are numbered in the order of the file. */
public final class House {
    /** Two of one name in one room. */
    public static final StateUuid TEMPERATURE = uuid(0x01);

    public static final StateUuid OTHER_TEMPERATURE = uuid(0x04);
    /** One state of four dimmers. */
    public static final StateUuid STEP = uuid(0x07);

    public static final StateUuid MOODS = uuid(0x0a);
    public static final StateUuid MASTER = uuid(0x0b);
    public static final StateUuid OTHER_MASTER = uuid(0x11);
    public static final StateUuid TEMP_ACTUAL = uuid(0x15);
    public static final StateUuid SECOND_OF_LIST = uuid(0x17);
    public static final StateUuid PLAN = uuid(0x1b);
    public static final StateUuid DEEP_COUNT = uuid(0x1e);
    public static final StateUuid POWER = uuid(0x20);
    public static final StateUuid TOTAL = uuid(0x21);
    public static final StateUuid TOTAL_TODAY = uuid(0x23);
    public static final StateUuid CHARGE = uuid(0x24);
    public static final StateUuid BOILER_TEXT = uuid(0x26);
    public static final StateUuid AIR = uuid(0x28);
    public static final StateUuid SWITCH = uuid(0x2a);
    public static final StateUuid OPERATING_MODE = uuid(0x2c);
    public static final StateUuid SUNRISE = uuid(0x2d);
    public static final StateUuid WEATHER = uuid(0x2e);
    public static final StateUuid FORECAST = uuid(0x2f);

    /** States of controls, the two global ones, and the message centre's. */
    public static final int STATES = 29 + 2 + 1;

    public static final int CONTROLS = 15;

    private House() {}

    public static StateUuid uuid(int number) {
        return StateUuid.parse(String.format(Locale.ROOT, "1a2b3c4d-%04x-1111-ffff%012x", number, number))
                .orElseThrow();
    }

    public static String text() {
        return Vectors.text("house.json");
    }

    public static Structure structure() {
        try {
            return StructureReader.read(text(), 1_000);
        } catch (StructureException e) {
            throw new AssertionError(e);
        }
    }

    public static ExportScope exposition(Naming naming) {
        return new ExportScope("loxone", "home", naming, false, ControlFilter.NONE, 1_000, List.of());
    }

    public static ExportScope withTexts(Naming naming) {
        return new ExportScope("loxone", "home", naming, true, ControlFilter.NONE, 1_000, List.of());
    }

    public static ExportScope filtered(ControlFilter filter) {
        return new ExportScope("loxone", "home", Naming.LEGACY, false, filter, 1_000, List.of());
    }
}
