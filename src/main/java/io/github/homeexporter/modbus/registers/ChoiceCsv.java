package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.formats.Csv;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.protocol.Span;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reads a file of {@code @choose,TABLE,ADDRESS} and lines of id, model, register files. */
public final class ChoiceCsv {
    private static final String COLUMNS = "id,model,registers";

    private ChoiceCsv() {}

    public static boolean isChoice(String text) {
        List<Csv.Line> lines = Csv.lines(text);
        return !lines.isEmpty() && lines.get(0).fields().get(0).equals("@choose");
    }

    /**
     * @param maps gives the map for names of register files as they stand in the third column
     * @throws RegisterFault with all that is wrong
     */
    public static Choice parse(String file, String text, Function<String, RegisterMap> maps) {
        List<String> faults = new ArrayList<>();
        List<Choice.Option> options = new ArrayList<>();
        List<Csv.Line> lines = Csv.lines(text);
        Span ask = null;
        List<String> columns = List.of(COLUMNS.split(","));
        for (Csv.Line line : lines) {
            try {
                if (ask == null) {
                    ask = ask(new CsvRow(file, List.of("@choose", "table", "address"), line));
                } else if (!line.fields().equals(columns)) {
                    Choice.Option option = option(new CsvRow(file, columns, line), maps);
                    if (options.stream().anyMatch(o -> o.id().equals(option.id()))) {
                        throw new IllegalArgumentException(file + ":" + line.number() + ": id \"" + option.id()
                                + "\" stands twice; allowed: each once");
                    }
                    options.add(option);
                }
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        if (options.isEmpty() && faults.isEmpty()) {
            faults.add(file + ": nothing to choose; allowed: lines of " + COLUMNS);
        }
        if (!faults.isEmpty()) {
            throw new RegisterFault(faults);
        }
        return new Choice(ask, options);
    }

    private static Span ask(CsvRow row) {
        String table = row.get("table").toUpperCase(Locale.ROOT);
        if (!table.equals("INPUT") && !table.equals("HOLDING")) {
            throw row.fault("table", row.get("table"), "input, holding");
        }
        return new Span(RegisterTable.valueOf(table), row.address("address", row.get("address")) & 0xFFFF, 1);
    }

    private static Choice.Option option(CsvRow row, Function<String, RegisterMap> maps) {
        String id = row.get("id");
        if (!id.matches("\\d{1,5}|" + Choice.REFUSED + "|" + Choice.OTHER)) {
            throw row.fault("id", id, "a number, " + Choice.REFUSED + ", " + Choice.OTHER);
        }
        String model = row.get("model");
        RegisterMap map = maps.apply(row.get("registers"));
        return new Choice.Option(id, model, model.isEmpty() ? map : map.where(register -> register.isOf(model)));
    }
}
