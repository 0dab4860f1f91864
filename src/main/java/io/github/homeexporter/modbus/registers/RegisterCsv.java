package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.formats.Csv;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.protocol.Span;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a register file; its format is described in docs/modbus.md. */
public final class RegisterCsv {
    static final List<String> COLUMNS = List.of(
            "register",
            "metric",
            "labels",
            "address",
            "table",
            "data",
            "order",
            "scale",
            "exponent",
            "plus",
            "missing",
            "broken",
            "unit",
            "type",
            "values",
            "bits",
            "access",
            "min",
            "max",
            "models",
            "help");
    private static final Map<String, String> DEFAULTS = Map.of(
            "offset",
            "0",
            "gap",
            "8",
            "most",
            "100",
            "prefix",
            "",
            "order",
            "big",
            "missing",
            "",
            "broken",
            "",
            "unit-label",
            "",
            "name-label",
            "name");

    private final String file;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>(DEFAULTS);
    private final List<Register> registers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private RegisterCsv(String file) {
        this.file = file;
    }

    /** @throws RegisterFault with all that is wrong */
    public static RegisterMap parse(String file, String text) {
        RegisterCsv csv = new RegisterCsv(file);
        csv.read(Csv.lines(text));
        if (!csv.faults.isEmpty()) {
            throw new RegisterFault(csv.faults);
        }
        return csv.map();
    }

    private RegisterMap map() {
        return new RegisterMap(
                registers, Integer.parseInt(settings.get("gap")), Integer.parseInt(settings.get("most")));
    }

    private void read(List<Csv.Line> lines) {
        List<String> columns = null;
        for (Csv.Line line : lines) {
            try {
                if (line.fields().get(0).startsWith("@")) {
                    setting(line);
                } else if (columns == null) {
                    columns = columns(line);
                } else {
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
        String where = file + ":" + line.number();
        if (!DEFAULTS.containsKey(key) || line.fields().size() < 2) {
            throw new IllegalArgumentException(where + ": @" + key + "; allowed: "
                    + DEFAULTS.keySet().stream()
                            .sorted()
                            .map(k -> "@" + k + ",VALUE")
                            .collect(Collectors.joining(" ")));
        }
        String value = line.fields().get(1);
        boolean number = key.equals("offset") || key.equals("gap") || key.equals("most");
        if (number && !value.matches(key.equals("offset") ? "-?\\d{1,5}" : "[1-9]\\d{0,3}|0")) {
            throw new IllegalArgumentException(where + ": @" + key + " \"" + value + "\"; allowed: a whole number");
        }
        settings.put(key, value);
    }

    private List<String> columns(Csv.Line line) {
        for (String column : line.fields()) {
            if (!COLUMNS.contains(column)) {
                throw new IllegalArgumentException(file + ":" + line.number() + ": column \"" + column + "\"; allowed: "
                        + String.join(", ", COLUMNS));
            }
        }
        return line.fields();
    }

    private void register(CsvRow row) {
        String name = row.get("register");
        if (name.isEmpty() || !names.add(name)) {
            throw row.fault("register", name, "a name that no other line has");
        }
        Map<Integer, String> values = row.names("values", Short.MIN_VALUE, 0xFFFF);
        Map<Integer, String> bits = row.names("bits", 0, 63);
        Decoding decoding = decoding(row);
        boolean writable = oneOf(row, "access", "r", "r", "rw").equals("rw");
        if (writable
                && (!decoding.span().table().isWritable()
                        || decoding.plus() != null
                        || decoding.exponent() != null
                        || !decoding.data().isNumber())) {
            throw row.fault(
                    "access", "rw", "r for this one: only plain numbers in holding registers and coils are written");
        }
        registers.add(new Register(
                name,
                metric(row, name),
                labels(row),
                decoding,
                row.get("unit"),
                type(row, decoding),
                row.get("help"),
                values,
                bits,
                settings.get("name-label"),
                writable,
                row.number("min", Double.NEGATIVE_INFINITY),
                row.number("max", Double.POSITIVE_INFINITY),
                Arrays.stream(row.get("models").toLowerCase(Locale.ROOT).split(";"))
                        .map(String::strip)
                        .filter(model -> !model.isEmpty())
                        .collect(Collectors.toSet())));
    }

    private Map<String, String> labels(CsvRow row) {
        Map<String, String> labels = row.pairs("labels");
        if (!settings.get("unit-label").isEmpty()) {
            labels.put(settings.get("unit-label"), row.get("unit"));
        }
        return labels;
    }

    private String metric(CsvRow row, String name) {
        String metric = row.get("metric", settings.get("prefix") + name);
        if (!MetricFamily.isLegalName(metric)) {
            throw row.fault("metric", metric, "letters, digits and _, not beginning with a digit");
        }
        return metric;
    }

    private MetricType type(CsvRow row, Decoding decoding) {
        if (!decoding.data().isNumber()) {
            return MetricType.INFO;
        }
        String type = oneOf(row, "type", "gauge", "gauge", "counter");
        return MetricType.valueOf(type.toUpperCase(Locale.ROOT));
    }

    private Decoding decoding(CsvRow row) {
        RegisterTable table =
                RegisterTable.valueOf(oneOf(row, "table", "holding", "coil", "discrete", "holding", "input")
                        .toUpperCase(Locale.ROOT));
        DataType data;
        try {
            data = DataType.parse(row.get("data", table.isBits() ? "bit" : "uint16"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(row.where() + ": data " + e.getMessage(), e);
        }
        if (table.isBits() != (data.kind() == DataType.Kind.BIT)) {
            throw row.fault("data", data.toString(), "bit for coil and discrete, any other for holding and input");
        }
        double scale = row.number("scale", 1);
        if (scale == 0 || !Double.isFinite(scale)) {
            throw row.fault("scale", row.get("scale"), "a number other than 0");
        }
        String[] plus = row.get("plus").split("\\*", 2);
        return new Decoding(
                span(row, "address", row.get("address"), table, data.words()),
                data,
                oneOf(row, "order", settings.get("order"), "big", "little").equals("little"),
                scale,
                row.has("exponent") ? span(row, "exponent", row.get("exponent"), table, 1) : null,
                row.has("plus") ? span(row, "plus", plus[0].strip(), table, 1) : null,
                plus.length > 1 ? factor(row, plus[1].strip()) : 1,
                row.raw("missing", settings.get("missing"), data),
                row.raw("broken", settings.get("broken"), data));
    }

    private static double factor(CsvRow row, String text) {
        return Optional.of(text)
                .filter(t -> t.matches("\\d+(\\.\\d+)?"))
                .map(Double::valueOf)
                .orElseThrow(() -> row.fault("plus", text, "ADDRESS*FACTOR"));
    }

    private Span span(CsvRow row, String column, String text, RegisterTable table, int words) {
        int address = row.address(column, text) + Integer.parseInt(settings.get("offset"));
        if (address < 0 || address + words > 0x10000) {
            throw row.fault(column, text, "addresses that are 0 to 65535 after @offset," + settings.get("offset"));
        }
        return new Span(table, address, words);
    }

    private static String oneOf(CsvRow row, String column, String otherwise, String... allowed) {
        String value = row.get(column, otherwise).toLowerCase(Locale.ROOT);
        if (!List.of(allowed).contains(value)) {
            throw row.fault(column, value, String.join(", ", allowed));
        }
        return value;
    }
}
