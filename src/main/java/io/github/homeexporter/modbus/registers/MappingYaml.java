package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the {@code modbus-mapping.yaml} of isg_exporter as it is. Names and labels are that program's; what it read wrongly
 * is read right: the bits of an entry are those of its own register, and a pair without its high part has no value.
 */
public final class MappingYaml {
    private static final long NO_VALUE = 0x8000;
    private static final int TENTHS = 2;
    private static final int WHOLE = 6;
    private static final int HUNDREDTHS = 7;
    private static final int STATES = 8;
    private static final int BITS = 100;

    private final String file;
    private final List<String> faults = new ArrayList<>();
    private final List<Register> registers = new ArrayList<>();

    private MappingYaml(String file) {
        this.file = file;
    }

    /** @throws RegisterFault with all that is wrong */
    public static RegisterMap parse(String file, String text) {
        MappingYaml mapping = new MappingYaml(file);
        try {
            Object root = new Load(LoadSettings.builder()
                            .setLabel(file)
                            .setMaxAliasesForCollections(50)
                            .build())
                    .loadFromString(text);
            if (!(root instanceof Map<?, ?> families) || families.isEmpty()) {
                mapping.faults.add(file + ": no mapping; allowed: lwz: and a list of blocks");
            } else {
                families.forEach((family, blocks) -> mapping.blocks(family.toString(), blocks));
            }
        } catch (StackOverflowError e) {
            mapping.faults.add(file + ": brackets or dashes are nested too deep");
        } catch (YamlEngineException e) {
            mapping.faults.add(file + ": " + e.getMessage().replaceAll("\\s+", " "));
        }
        RegisterMap map = new RegisterMap(mapping.registers, 8, 100);
        mapping.faults.addAll(map.doubles());
        if (!mapping.faults.isEmpty()) {
            throw new RegisterFault(mapping.faults);
        }
        return map;
    }

    private void blocks(String family, Object blocks) {
        if (!(blocks instanceof List<?> list)) {
            faults.add(file + ": " + family + " is no list; allowed: a list of {offset, entries, type, data}");
            return;
        }
        for (Object block : list) {
            Map<?, ?> b = block instanceof Map<?, ?> m ? m : Map.of();
            String where = file + ": " + family + " block at offset " + b.get("offset");
            RegisterTable table =
                    switch (String.valueOf(b.get("type"))) {
                        case "INPUT_REGISTER" -> RegisterTable.INPUT;
                        case "HOLDING_REGISTER" -> RegisterTable.HOLDING;
                        default -> null;
                    };
            if (table == null
                    || !(b.get("offset") instanceof Integer offset)
                    || !(b.get("data") instanceof List<?> data)) {
                faults.add(where + "; allowed: offset: NUMBER, type: INPUT_REGISTER or HOLDING_REGISTER, data: LIST");
                continue;
            }
            data.forEach(entry -> entry(where, table, offset, entry instanceof Map<?, ?> m ? m : Map.of()));
        }
    }

    private void entry(String where, RegisterTable table, int offset, Map<?, ?> entry) {
        String said = where + " entry " + entry.get("name");
        String name = String.valueOf(entry.get("name")).toLowerCase(Locale.ROOT);
        int type = entry.get("type") instanceof Integer t ? t : -1;
        if (!(entry.get("address") instanceof Integer address)
                || offset + address - 1 < 0
                || offset + address > 0x10000
                || !List.of(TENTHS, WHOLE, HUNDREDTHS, STATES, BITS).contains(type)
                || !MetricFamily.isLegalName("isg_" + name)) {
            faults.add(said + "; allowed: name: A LEGAL NAME, address: 1 or more, type: 2, 6, 7, 8 or 100");
            return;
        }
        Map<String, String> labels = new HashMap<>();
        if (entry.get("labels") instanceof Map<?, ?> given) {
            given.forEach((k, v) -> labels.put(k.toString(), String.valueOf(v)));
        }
        String unit = entry.get("unit") instanceof String u ? u : "";
        labels.put("unit", unit);
        Map<Integer, String> names = names(said, entry.get("mapping"), type);
        registers.add(new Register(
                said,
                name + "@" + table + (offset + address),
                type == BITS ? "isg_flag" : "isg_" + name,
                labels,
                decoding(table, offset, address, type, entry.get("mergeData")),
                unit,
                MetricType.GAUGE,
                "",
                type == STATES ? names : Map.of(),
                type == BITS ? names : Map.of(),
                "name",
                false,
                0,
                0,
                Set.of(),
                null));
    }

    private static Decoding decoding(RegisterTable table, int offset, int address, int type, Object merge) {
        boolean signed = type == TENTHS || type == HUNDREDTHS;
        Map<?, ?> m = merge instanceof Map<?, ?> map ? map : Map.of();
        Span plus = m.get("address") instanceof Integer high ? new Span(table, offset + high - 1, 1) : null;
        double scale = type == TENTHS ? 0.1 : type == HUNDREDTHS ? 0.01 : 1;
        double factor = m.get("factor") instanceof Number f ? f.doubleValue() : 1;
        return new Decoding(
                new Span(table, offset + address - 1, 1),
                signed ? DataType.INT16 : DataType.UINT16,
                Decoding.Order.ABCD,
                0,
                new Decoding.Scale(scale, null, plus, factor, DataType.UINT16, null, null, 0),
                Set.of(NO_VALUE),
                Set.of(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
    }

    /** The program it comes from counts bits from 1. */
    private Map<Integer, String> names(String said, Object mapping, int type) {
        Map<Integer, String> names = new LinkedHashMap<>();
        if (mapping instanceof Map<?, ?> given) {
            given.forEach((number, name) -> {
                if (number instanceof Integer n && (type != BITS || n >= 1 && n <= 16)) {
                    names.put(type == BITS ? n - 1 : n, String.valueOf(name).toLowerCase(Locale.ROOT));
                } else {
                    faults.add(said + ": mapping " + number + "; allowed: whole numbers, for type 100 from 1 to 16");
                }
            });
        }
        return names;
    }
}
