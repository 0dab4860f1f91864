package io.github.homeexporter.modbus.registers;

import static java.util.Map.entry;

import io.github.homeexporter.formats.Csv;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a register file; its format is described in docs/modbus.md. */
public final class RegisterCsv {
    static final List<String> COLUMNS =
            List.of(("register metric labels address table data order mask scale exponent factor plus add valid missing"
                            + " broken unit type values bits access min max models repeat help")
                    .split(" "));
    /** Of one request, by the standard. */
    private static final int MOST_COILS = 2000;

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("offset", "0"),
            entry("gap", "8"),
            entry("most", "100"),
            entry("prefix", ""),
            entry("order", "big"),
            entry("missing", ""),
            entry("broken", ""),
            entry("unit-label", ""),
            entry("name-label", "name"),
            entry("sunspec", ""));

    private final String file;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>(DEFAULTS);
    private final List<Register> registers = new ArrayList<>();
    private final Set<String> set = new HashSet<>();

    private RegisterCsv(String file) {
        this.file = file;
    }

    /** @throws RegisterFault with all that is wrong */
    public static RegisterMap parse(String file, String text) {
        RegisterCsv csv = new RegisterCsv(file);
        csv.read(Csv.lines(text));
        RegisterMap map = csv.map();
        csv.faults.addAll(map.doubles());
        if (!csv.faults.isEmpty()) {
            throw new RegisterFault(csv.faults);
        }
        return map;
    }

    private RegisterMap map() {
        List<Integer> bases = Arrays.stream(settings.get("sunspec").split("\\s+"))
                .filter(base -> !base.isEmpty())
                .map(Integer::valueOf)
                .toList();
        return new RegisterMap(
                registers, Integer.parseInt(settings.get("gap")), Integer.parseInt(settings.get("most")), bases);
    }

    private void read(List<Csv.Line> lines) {
        List<String> columns = null;
        for (Csv.Line line : lines) {
            try {
                if (line.fields().get(0).startsWith("@")) {
                    setting(line);
                } else if (columns == null) {
                    columns = List.of(); // one word about the line of names is enough
                    columns = columns(line);
                } else if (!columns.isEmpty()) {
                    register(new CsvRow(file, columns, line));
                }
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        if (registers.isEmpty() && faults.isEmpty()) {
            faults.add(file + ": no registers; allowed: a line of names and a line for each register");
        }
    }

    private void setting(Csv.Line line) {
        String key = line.fields().get(0).substring(1);
        if (!DEFAULTS.containsKey(key) || line.fields().size() < 2) {
            throw fault(
                    line,
                    "@" + key + "; allowed: "
                            + DEFAULTS.keySet().stream()
                                    .sorted()
                                    .map(k -> "@" + k + ",VALUE")
                                    .collect(Collectors.joining(" ")));
        }
        String value = line.fields().get(1);
        if (!set.add(key)) {
            throw fault(line, "@" + key + " stands twice; allowed: once");
        }
        if (!registers.isEmpty()) {
            throw fault(
                    line, "@" + key + " stands behind registers; allowed: before the line of names, it holds for all");
        }
        if (key.endsWith("-label") && !RegisterLine.isLabel(value)) {
            throw fault(line, "@" + key + " \"" + value + "\"; allowed: " + RegisterLine.LABEL);
        }
        boolean number = key.equals("offset") || key.equals("gap") || key.equals("most");
        if (number && !value.matches(key.equals("offset") ? "-?\\d{1,5}" : "[1-9]\\d{0,3}|0")) {
            throw fault(line, "@" + key + " \"" + value + "\"; allowed: a whole number");
        }
        if (key.equals("most") && (Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST_COILS)) {
            throw fault(line, "@most \"" + value + "\"; allowed: 1 to 125 registers, to " + MOST_COILS + " coils");
        }
        if (key.equals("sunspec") && !value.matches("\\d{1,5}(\\s+\\d{1,5})*")) {
            throw fault(line, "@sunspec \"" + value + "\"; allowed: addresses where it may begin, as 40000 50000 0");
        }
        if (key.equals("order")) {
            RegisterLine.order(file + ":" + line.number() + ": @order \"" + value + "\"", value);
        }
        settings.put(key, value);
    }

    private IllegalArgumentException fault(Csv.Line line, String said) {
        return new IllegalArgumentException(file + ":" + line.number() + ": " + said);
    }

    private List<String> columns(Csv.Line line) {
        List<String> columns = new ArrayList<>();
        line.fields().forEach(column -> columns.add(column.toLowerCase(Locale.ROOT)));
        while (columns.get(columns.size() - 1).isEmpty()) {
            columns.remove(columns.size() - 1);
        }
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                throw fault(line, "column \"" + column + "\"; allowed: " + String.join(", ", COLUMNS));
            }
            if (columns.indexOf(column) != columns.lastIndexOf(column)) {
                throw fault(line, "column \"" + column + "\" stands twice; allowed: each column once");
            }
        }
        for (String needed : List.of("register", "address")) {
            if (!columns.contains(needed)) {
                throw fault(
                        line,
                        "column " + needed + " is missing; allowed: a line of names with register and address in it");
            }
        }
        return columns;
    }

    private void register(CsvRow row) {
        registers.add(new RegisterLine(row, settings).register());
    }
}
