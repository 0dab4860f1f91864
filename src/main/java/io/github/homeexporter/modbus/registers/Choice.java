package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.formats.Csv;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which registers a device has: one map, or several among which a register of the device decides.
 *
 * @param ask the register to look at first, null when there is nothing to choose
 */
public record Choice(Span ask, List<Option> options) {
    private static final String COLUMNS = "id,model,registers";
    /** Id of the option for a device that does not have the register. */
    public static final String REFUSED = "refused";
    /** Id of the option for a number that no other one has. */
    public static final String OTHER = "other";

    /** @param id the number in the register, decimal; or {@link #REFUSED} or {@link #OTHER} */
    public record Option(String id, String model, RegisterMap map) {}

    public Choice {
        options = List.copyOf(options);
    }

    public static Choice only(RegisterMap map) {
        return new Choice(null, List.of(new Option("", "", map)));
    }

    /** The option for the device's answer, null when there is none. */
    public Option option(Reply reply) {
        String id = reply.isRefused() ? REFUSED : String.valueOf(reply.words()[0] & 0xFFFF);
        return find(id) != null ? find(id) : find(reply.isRefused() ? REFUSED : OTHER);
    }

    private Option find(String id) {
        return options.stream().filter(o -> o.id().equals(id)).findFirst().orElse(null);
    }

    public Choice where(Predicate<Register> wanted) {
        return new Choice(
                ask,
                options.stream()
                        .map(o -> new Option(o.id(), o.model(), o.map().where(wanted)))
                        .toList());
    }

    /**
     * The same without asking: the registers of that model.
     *
     * @throws IllegalArgumentException naming the models there are
     */
    public Choice of(String model) {
        if (ask == null) {
            RegisterMap map = options.get(0).map();
            if (map.registers().stream().noneMatch(register -> register.isNamed(model))) {
                throw new IllegalArgumentException("model \"" + model + "\"; the register file has "
                        + map.registers().stream()
                                .flatMap(register -> register.models().stream())
                                .distinct()
                                .sorted()
                                .collect(Collectors.collectingAndThen(
                                        Collectors.joining(", "),
                                        models -> models.isEmpty() ? "no models; allowed: auto" : models)));
            }
            return only(map.where(register -> register.isOf(model)));
        }
        for (Option option : options) {
            if (option.model().equalsIgnoreCase(model)) {
                return only(option.map().where(register -> register.isOf(model)));
            }
        }
        throw new IllegalArgumentException("model \"" + model + "\"; allowed: auto, "
                + options.stream()
                        .map(Option::model)
                        .filter(m -> !m.isEmpty())
                        .map(m -> m.toLowerCase(Locale.ROOT))
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    public static boolean isChoice(String text) {
        List<Csv.Line> lines = Csv.lines(text);
        return !lines.isEmpty() && lines.get(0).fields().get(0).equals("@choose");
    }

    /**
     * Reads a file of {@code @choose,TABLE,ADDRESS} and lines of id, model, register files.
     *
     * @param maps gives the map for names of register files as they stand in the third column
     * @throws RegisterFault with all that is wrong
     */
    public static Choice parse(String file, String text, Function<String, RegisterMap> maps) {
        List<String> faults = new ArrayList<>();
        List<Option> options = new ArrayList<>();
        List<Csv.Line> lines = Csv.lines(text);
        Span ask = null;
        List<String> columns = List.of(COLUMNS.split(","));
        for (Csv.Line line : lines) {
            try {
                if (ask == null) {
                    ask = ask(new CsvRow(file, List.of("@choose", "table", "address"), line));
                } else if (!line.fields().equals(columns)) {
                    Option option = option(new CsvRow(file, columns, line), maps);
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

    private static Option option(CsvRow row, Function<String, RegisterMap> maps) {
        String id = row.get("id");
        if (!id.matches("\\d{1,5}|" + REFUSED + "|" + OTHER)) {
            throw row.fault("id", id, "a number, " + REFUSED + ", " + OTHER);
        }
        String model = row.get("model");
        RegisterMap map = maps.apply(row.get("registers"));
        return new Option(id, model, model.isEmpty() ? map : map.where(register -> register.isOf(model)));
    }
}
