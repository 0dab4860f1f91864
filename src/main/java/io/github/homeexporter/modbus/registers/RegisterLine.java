package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one line of a register file says, with the settings of its file. */
final class RegisterLine {
    static final String LABEL = "letters, digits and _, not beginning with a digit or __";

    private final CsvRow row;
    private final Map<String, String> settings;

    RegisterLine(CsvRow row, Map<String, String> settings) {
        this.row = row;
        this.settings = settings;
    }

    static boolean isLabel(String text) {
        return text.matches("[a-zA-Z_][a-zA-Z0-9_]*") && !text.startsWith("__");
    }

    /** @throws IllegalArgumentException with file, line, column, what stands there and what is allowed */
    Register register() {
        String name = row.get("register");
        if (name.isEmpty()) {
            throw row.fault("register", name, "a name that no other line has");
        }
        Decoding decoding = decoding();
        Map<Integer, String> values = row.names("values", Integer.MIN_VALUE, Integer.MAX_VALUE);
        Map<Integer, String> bits = bits(decoding);
        reachable(decoding, values);
        boolean writable = oneOf("access", "r", "r", "rw").equals("rw");
        if (writable && (!decoding.span().table().isWritable() || !decoding.isPlain())) {
            throw row.fault(
                    "access", "rw", "r for this one: only plain numbers in holding registers and coils are written");
        }
        double least = row.number("min", Double.NEGATIVE_INFINITY);
        double most = row.number("max", Double.POSITIVE_INFINITY);
        if (least > most) {
            throw row.fault("min", row.get("min"), "not more than max, or nothing could be written");
        }
        return new Register(
                row.where(),
                name,
                metric(name),
                labels(),
                decoding,
                row.get("unit"),
                type(decoding),
                row.get("help"),
                values,
                bits,
                settings.get("name-label"),
                writable,
                least,
                most,
                Arrays.stream(row.get("models").toLowerCase(Locale.ROOT).split(";"))
                        .map(String::strip)
                        .filter(model -> !model.isEmpty())
                        .collect(Collectors.toSet()),
                place());
    }

    /** {@code 20 input}: a block of so many registers repeats, and its number is that label. */
    private Register.Place place() {
        if (settings.get("sunspec").isEmpty()) {
            if (row.has("repeat")) {
                throw row.fault(
                        "repeat", row.get("repeat"), "nothing: only a file with @sunspec has blocks that repeat");
            }
            return null;
        }
        if (!row.get("models").matches("\\d+(\\s*;\\s*\\d+)*")) {
            throw row.fault("models", row.get("models"), "numbers of SunSpec models, as 101;102;103");
        }
        String[] repeat = row.get("repeat", "0 block").split("\\s+", 2);
        if (repeat.length < 2 || !repeat[0].matches("\\d{1,3}") || !isLabel(repeat[1])) {
            throw row.fault("repeat", row.get("repeat"), "length of the block and a label, as 20 input");
        }
        return new Register.Place(Integer.parseInt(repeat[0]), repeat[1]);
    }

    private Map<Integer, String> bits(Decoding decoding) {
        DataType data = decoding.data();
        if (row.has("bits") && (!data.isWhole() || decoding.mask() != 0)) {
            throw row.fault(
                    "bits", row.get("bits"), "nothing for " + data + (decoding.mask() == 0 ? "" : " with a mask"));
        }
        if (row.has("bits") && row.has("values")) {
            throw row.fault("bits", row.get("bits"), "bits or values, not both");
        }
        return row.names("bits", 0, data.width() - 1);
    }

    /** A name for a number that can never come is a slip. */
    private void reachable(Decoding decoding, Map<Integer, String> values) {
        DataType data = decoding.data();
        if (!data.isWhole()
                || decoding.mask() != 0
                || row.has("scale")
                || row.has("add")
                || !decoding.scale().isPlain()) {
            return;
        }
        boolean signed = data.kind() == DataType.Kind.SIGNED;
        double half = Math.pow(2, data.width() - 1.0);
        for (int number : values.keySet()) {
            if (number < (signed ? -half : 0) || number > (signed ? half : 2 * half) - 1) {
                throw row.fault("values", String.valueOf(number), "numbers that fit into " + data);
            }
        }
    }

    private Map<String, String> labels() {
        Map<String, String> labels = row.pairs("labels");
        for (String label : labels.keySet()) {
            if (!isLabel(label)) {
                throw row.fault("labels", label, LABEL);
            }
        }
        boolean named = row.has("values") || row.has("bits");
        if (named && labels.containsKey(settings.get("name-label"))) {
            throw row.fault("labels", settings.get("name-label"), "another label: @name-label puts the name there");
        }
        if (!settings.get("unit-label").isEmpty()) {
            labels.put(settings.get("unit-label"), row.get("unit"));
        }
        return labels;
    }

    private String metric(String name) {
        String metric = row.get("metric", settings.get("prefix") + name);
        if (!MetricFamily.isLegalName(metric)) {
            throw row.fault("metric", metric, "letters, digits and _, not beginning with a digit");
        }
        return metric;
    }

    private MetricType type(Decoding decoding) {
        if (!decoding.data().isNumber()) {
            return MetricType.INFO;
        }
        String type = oneOf("type", "gauge", "gauge", "counter");
        return MetricType.valueOf(type.toUpperCase(Locale.ROOT));
    }

    private Decoding decoding() {
        RegisterTable table = RegisterTable.valueOf(oneOf("table", "holding", "coil", "discrete", "holding", "input")
                .toUpperCase(Locale.ROOT));
        DataType data = type("data", row.get("data", table.isBits() ? "bit" : "uint16"));
        if (table.isBits() != (data.kind() == DataType.Kind.BIT)) {
            throw row.fault("data", data.toString(), "bit for coil and discrete, any other for holding and input");
        }
        return new Decoding(
                span("address", row.get("address"), table, data.words()),
                data,
                order(row.where() + ": order \"" + row.get("order") + "\"", row.get("order", fileOrder(data))),
                mask(data),
                scale(table),
                row.raw("missing", settings.get("missing"), data),
                row.raw("broken", settings.get("broken"), data),
                limit(0, Double.NEGATIVE_INFINITY),
                limit(1, Double.POSITIVE_INFINITY));
    }

    /** Letters come one after the other however the numbers of a device lie. */
    private String fileOrder(DataType data) {
        return data.isNumber() ? settings.get("order") : "big";
    }

    static Decoding.Order order(String said, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "big", "abcd" -> Decoding.Order.ABCD;
            case "little", "cdab" -> Decoding.Order.CDAB;
            case "badc" -> Decoding.Order.BADC;
            case "dcba" -> Decoding.Order.DCBA;
            default -> throw new IllegalArgumentException(said + "; allowed: big or ABCD, little or CDAB, BADC, DCBA");
        };
    }

    private long mask(DataType data) {
        if (!row.has("mask")) {
            return 0;
        }
        long mask = 0;
        try {
            mask = Long.decode(row.get("mask"));
        } catch (NumberFormatException e) {
            // said below
        }
        if (mask <= 0 || data.masked(mask) != mask || !data.isWhole()) {
            throw row.fault("mask", row.get("mask"), "bits that a whole number of type " + data + " has, as 0x0F00");
        }
        return mask;
    }

    private Decoding.Scale scale(RegisterTable table) {
        double step = row.number("scale", 1);
        if (step == 0 || !Double.isFinite(step)) {
            throw row.fault("scale", row.get("scale"), "a number other than 0");
        }
        double add = row.number("add", 0);
        if (!Double.isFinite(add)) {
            throw row.fault("add", row.get("add"), "a number");
        }
        String[] plusAndType = row.get("plus").split("\\s+(?=[a-z])", 2);
        String[] plus = plusAndType[0].split("\\*", 2);
        DataType plusData = second("plus", plusAndType);
        String[] factor = row.get("factor").split("\\s+", 2);
        DataType factorData = second("factor", factor);
        return new Decoding.Scale(
                step,
                row.has("exponent") ? span("exponent", row.get("exponent"), table, 1) : null,
                row.has("plus") ? span("plus", plus[0].strip(), table, plusData.words()) : null,
                plus.length > 1 ? factor(plus[1].strip()) : 1,
                plusData,
                row.has("factor") ? span("factor", factor[0], table, factorData.words()) : null,
                factorData,
                add);
    }

    /** {@code -40..120}, one of them may be left out. */
    private double limit(int which, double otherwise) {
        if (!row.has("valid")) {
            return otherwise;
        }
        try {
            String[] ends = row.get("valid").split("\\.\\.", -1);
            double least = ends[0].isBlank() ? Double.NEGATIVE_INFINITY : CsvRow.number(ends[0]);
            double most = ends[1].isBlank() ? Double.POSITIVE_INFINITY : CsvRow.number(ends[1]);
            if (ends.length == 2 && least < most) {
                return which == 0 ? least : most;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // said below
        }
        throw row.fault("valid", row.get("valid"), "LEAST..MOST in the unit, as -40..120, ..100 or 0..");
    }

    /** The type of another register, behind its address. */
    private DataType second(String column, String[] addressAndType) {
        DataType data = addressAndType.length > 1 ? type(column, addressAndType[1]) : DataType.UINT16;
        if (!data.isNumber() || data.kind() == DataType.Kind.BIT) {
            throw row.fault(column, addressAndType[1], "ADDRESS and a type of number");
        }
        return data;
    }

    private DataType type(String column, String text) {
        try {
            return DataType.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(row.where() + ": " + column + " " + e.getMessage(), e);
        }
    }

    private double factor(String text) {
        return Optional.of(text)
                .filter(t -> t.matches("-?\\d+([.,]\\d+)?"))
                .map(CsvRow::number)
                .orElseThrow(() -> row.fault("plus", text, "ADDRESS*FACTOR"));
    }

    private Span span(String column, String text, RegisterTable table, int words) {
        int address = row.address(column, text) + Integer.parseInt(settings.get("offset"));
        if (address < 0 || address + words > 0x10000) {
            throw row.fault(column, text, "addresses that are 0 to 65535 after @offset," + settings.get("offset"));
        }
        return new Span(table, address, words);
    }

    private String oneOf(String column, String otherwise, String... allowed) {
        String value = row.get(column, otherwise).toLowerCase(Locale.ROOT);
        if (!List.of(allowed).contains(value)) {
            throw row.fault(column, value, String.join(", ", allowed));
        }
        return value;
    }
}
