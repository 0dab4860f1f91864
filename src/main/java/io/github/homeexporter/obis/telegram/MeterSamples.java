package io.github.homeexporter.obis.telegram;

import io.github.homeexporter.obis.telegram.Telegram.Registers;
import io.github.homeexporter.obis.telegram.Telegram.Registers.Register;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of the library for the numbers of OBIS (IEC 62056-61): what a meter does not say is absent. */
final class MeterSamples {
    private static final String POWER = "Power, positive when it is taken from the grid.";
    private static final String IMPORT = "Energy taken from the grid.";
    private static final String EXPORT = "Energy fed into the grid.";
    private static final String TOTAL = "total";
    private static final int TARIFFS = 4;
    private static final int CHANNELS = 4;
    /** Kinds of meters at a P1 port, as M-Bus numbers them. */
    private static final int GAS = 3;

    private static final int WATER = 7;

    private final Registers registers;
    private final List<Map<String, Object>> samples = new ArrayList<>();

    private MeterSamples(Registers registers) {
        this.registers = registers;
    }

    static List<Map<String, Object>> of(Registers registers) {
        MeterSamples all = new MeterSamples(registers);
        all.add("meter_power_watts", all.power(), POWER, "phase", TOTAL);
        for (int phase = 1; phase <= 3; phase++) {
            // 21 is what L1 takes, 41 what L2 takes
            int first = 20 * phase;
            String name = "L" + phase;
            all.add("meter_power_watts", all.power(first + 16, first + 1, first + 2), POWER, "phase", name);
            all.add("meter_voltage_volts", all.value(first + 12, "V"), "Voltage to neutral.", "phase", name);
            all.add("meter_current_amperes", all.value(first + 11, "A"), "Current.", "phase", name);
        }
        all.add("meter_frequency_hertz", all.value(14, "Hz"), "Line frequency.");
        all.energy("import", 1, IMPORT);
        all.energy("export", 2, EXPORT);
        all.pipes();
        return all.samples;
    }

    private BigDecimal power() {
        BigDecimal power = power(16, 1, 2);
        return power != null ? power : registers.byDirection(value(15, "W"));
    }

    /** With its sign where the meter has it so, else what is taken less what is fed. */
    private BigDecimal power(int signed, int takes, int feeds) {
        BigDecimal power = value(signed, "W");
        BigDecimal taken = value(takes, "W");
        if (power != null || taken == null) {
            return power;
        }
        BigDecimal fed = value(feeds, "W");
        return fed == null ? taken : taken.subtract(fed);
    }

    private BigDecimal value(int quantity, String unit) {
        return registers.value("1:" + quantity + ".7.0", unit);
    }

    /** The registers of the tariffs make up that of all of them, which not every meter says. */
    private void energy(String way, int quantity, String help) {
        BigDecimal total = registers.value("1:" + quantity + ".8.0", "Wh");
        BigDecimal sum = null;
        for (int tariff = 1; tariff <= TARIFFS; tariff++) {
            BigDecimal part = registers.value("1:" + quantity + ".8." + tariff, "Wh");
            if (part != null) {
                sum = sum == null ? part : sum.add(part);
                String each = help.replace(".", " at a tariff.");
                add("meter_" + way + "_tariff_watt_hours_total", part, each, "tariff", String.valueOf(tariff));
            }
        }
        add("meter_" + way + "_watt_hours_total", total == null ? sum : total, help);
    }

    /** Meters for gas and water that a P1 port reads by radio or wire. */
    private void pipes() {
        for (int channel = 1; channel <= CHANNELS; channel++) {
            String at = "0-" + channel + ":24.";
            BigDecimal kind = registers.value(at + "1.0", Register.NONE);
            BigDecimal volume = registers.value(at + "2.1", "m3");
            if (kind == null || volume == null) {
                continue;
            }
            if (kind.intValue() == GAS) {
                add("gas_cubic_meters_total", volume, "Gas taken.");
            } else if (kind.intValue() == WATER) {
                add("water_cubic_meters_total", volume, "Water taken.");
            }
        }
    }

    private void add(String name, BigDecimal value, String help, String... label) {
        if (value != null) {
            Map<String, Object> sample = new LinkedHashMap<>();
            sample.put("name", name);
            sample.put("value", value);
            sample.put("labels", label.length == 0 ? Map.of() : Map.of(label[0], label[1]));
            sample.put("help", help);
            samples.add(sample);
        }
    }
}
