package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.formats.Csv;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One line of a register file, field by field; says file, line and column of what it cannot read. */
public final class CsvRow {
    private final String where;
    private final Map<String, String> fields = new LinkedHashMap<>();

    public CsvRow(String file, List<String> columns, Csv.Line line) {
        this.where = file + ":" + line.number();
        if (line.fields().size() > columns.size()) {
            throw fault("line", line.fields().size() + " fields", columns.size() + ", as in the line of names");
        }
        for (int i = 0; i < line.fields().size(); i++) {
            fields.put(columns.get(i), line.fields().get(i));
        }
    }

    String where() {
        return where;
    }

    String get(String column) {
        return fields.getOrDefault(column, "");
    }

    String get(String column, String otherwise) {
        return get(column).isEmpty() ? otherwise : get(column);
    }

    boolean has(String column) {
        return !get(column).isEmpty();
    }

    double number(String column, double otherwise) {
        try {
            return has(column) ? Double.parseDouble(get(column)) : otherwise;
        } catch (NumberFormatException e) {
            throw fault(column, get(column), "a number with a decimal point");
        }
    }

    /** An address as it stands, decimal or 0x… */
    int address(String column, String text) {
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            throw fault(column, text, "a whole number, decimal or 0x…");
        }
    }

    /** {@code 0=off;1=on}: number to name. */
    Map<Integer, String> names(String column, int min, int max) {
        Map<Integer, String> names = new LinkedHashMap<>();
        pairs(column).forEach((key, name) -> {
            int number = address(column, key);
            if (number < min || number > max || names.put(number, name) != null) {
                throw fault(column, key, "each number from " + min + " to " + max + " once");
            }
        });
        return names;
    }

    /** {@code a=b;c=d}, in its order. */
    public Map<String, String> pairs(String column) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (has(column)) {
            for (String pair : get(column).split(";")) {
                int equals = pair.indexOf('=');
                if (equals < 1 || equals == pair.length() - 1) {
                    throw fault(column, pair, "key=value;key=value");
                }
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    /** Raw values, blank between them, as the bits they have in {@code data}. */
    Set<Long> raw(String column, String otherwise, DataType data) {
        Set<Long> raw = new LinkedHashSet<>();
        String text = get(column, otherwise);
        if (!text.isEmpty() && !text.equals("none")) {
            for (String each : text.split("\\s+")) {
                try {
                    raw.add(data.masked(new java.math.BigInteger(
                                    each.startsWith("0x") ? each.substring(2) : each, each.startsWith("0x") ? 16 : 10)
                            .longValue()));
                } catch (NumberFormatException e) {
                    throw fault(column, each, "raw values, decimal or 0x…, a blank between them, or none");
                }
            }
        }
        return raw;
    }

    IllegalArgumentException fault(String column, String found, String allowed) {
        return new IllegalArgumentException(where + ": " + column + " \"" + found + "\"; allowed: " + allowed);
    }
}
