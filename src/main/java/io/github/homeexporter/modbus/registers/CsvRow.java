package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.formats.Csv;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** One line of a register file, field by field; says file, line and column of what it cannot read. */
public final class CsvRow {
    private final String where;
    private final Map<String, String> fields = new LinkedHashMap<>();

    public CsvRow(String file, List<String> columns, Csv.Line line) {
        this.where = file + ":" + line.number();
        if (line.open()) {
            throw fault(
                    "line", "a quote without its other half", "quotes in pairs; one inside a text is written twice");
        }
        int size = line.fields().size();
        while (size > columns.size() && line.fields().get(size - 1).isEmpty()) {
            size--;
        }
        if (size > columns.size()) {
            throw fault("line", size + " fields", columns.size() + ", as in the line of names");
        }
        for (int i = 0; i < size; i++) {
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
            return has(column) ? number(get(column)) : otherwise;
        } catch (NumberFormatException e) {
            throw fault(column, get(column), "a number with a decimal point");
        }
    }

    /** With a decimal point, or the comma that spreadsheets of half the world write. */
    static double number(String text) {
        return Double.parseDouble(text.indexOf('.') < 0 ? text.strip().replace(',', '.') : text.strip());
    }

    /** An address as it stands, decimal or 0x… */
    int address(String column, String text) {
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            throw fault(column, text, "a whole number, decimal or 0x…");
        }
    }

    /** {@code 0=off;1=on}: number to name. Each of both stands once: a name is a series. */
    Map<Integer, String> names(String column, int min, int max) {
        Map<Integer, String> names = new LinkedHashMap<>();
        pairs(column).forEach((key, name) -> {
            int number = address(column, key);
            if (number < min || number > max || names.containsKey(number)) {
                throw fault(column, key, "each number from " + min + " to " + max + " once");
            }
            if (names.containsValue(name)) {
                throw fault(column, key + "=" + name, "each name once");
            }
            names.put(number, name);
        });
        return names;
    }

    /** {@code a=b;c=d}, in its order. */
    Map<String, String> pairs(String column) {
        return pairs(get(column), (found, allowed) -> {
            throw fault(column, found, allowed);
        });
    }

    /** @param fault takes each pair that is none, and what is allowed */
    public static Map<String, String> pairs(String text, BiConsumer<String, String> fault) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(";")) {
            int equals = pair.indexOf('=');
            // with commas between them all would be one name
            boolean none = equals < 1 || equals == pair.length() - 1 || pair.matches(".*=.*,\\s*\\w+\\s*=.*");
            if (pair.isBlank()) {
                continue; // one behind the last
            }
            if (none) {
                fault.accept(pair, "key=value;key=value");
                continue;
            }
            String key = pair.substring(0, equals).strip();
            if (pairs.put(key, pair.substring(equals + 1).strip()) != null) {
                fault.accept(pair, "each " + key + " once");
            }
        }
        return pairs;
    }

    /**
     * Raw values, blank between them, as the bits they have in {@code data}. Of those for the whole file ({@code otherwise}) one that
     * a type cannot have is left out: without its upper bits it would be another value.
     */
    Set<Long> raw(String column, String otherwise, DataType data) {
        Set<Long> raw = new LinkedHashSet<>();
        String text = get(column, otherwise);
        if (!text.isEmpty() && !text.equals("none")) {
            for (String each : text.split("\\s+")) {
                try {
                    BigInteger value = new BigInteger(
                            each.startsWith("0x") ? each.substring(2) : each, each.startsWith("0x") ? 16 : 10);
                    if (value.bitLength() <= data.width()) {
                        raw.add(data.masked(value.longValue()));
                    } else if (has(column)) {
                        throw fault(column, each, "raw values that " + data + " can have");
                    }
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
