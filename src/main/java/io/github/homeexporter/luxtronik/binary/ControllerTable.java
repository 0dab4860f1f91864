package io.github.homeexporter.luxtronik.binary;

import io.github.homeexporter.formats.Csv;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the numbers are: {@code registers/luxtronik.csv} and {@code registers/luxtronik-enums.csv}. */
public final class ControllerTable {
    private static final int COLUMNS = 9;
    private static final Set<String> TYPES = Set.of("int32", "uint32", "bool", "unixtime");
    private static final String ENUM = "enum:";

    /**
     * One number of the controller.
     *
     * @param section where it belongs in the vocabulary of the rules; empty for a number that is known but not exported
     * @param divide what it is divided by: 454 / 10 is 45.4, 454 * 0.1 is not
     * @param flag index of the visibility that says whether the sensor is there, or -1
     */
    public record Row(
            Block.Kind block, int index, String section, String item, String type, String unit, int divide, int flag) {
        boolean isExported() {
            return !section.isEmpty();
        }

        /** The name of its words, or empty. */
        String words() {
            return type.startsWith(ENUM) ? type.substring(ENUM.length()) : "";
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Map<Integer, String>> words = new HashMap<>();
    private final Map<Block.Kind, Set<Integer>> known = new HashMap<>();

    private ControllerTable() {}

    /**
     * @param name of the file, for faults
     * @param wordsName of the file with the words
     * @param faults takes what is wrong, each with its line; the line is left out
     */
    public static ControllerTable parse(String name, String csv, String wordsName, String words, List<String> faults) {
        ControllerTable table = new ControllerTable();
        for (Csv.Line line : Csv.lines(words).stream().skip(1).toList()) {
            List<String> cells = line.fields();
            if (cells.size() == 3 && cells.get(1).matches("\\d{1,6}")) {
                table.words
                        .computeIfAbsent(cells.get(0), e -> new HashMap<>())
                        .put(Integer.parseInt(cells.get(1)), cells.get(2));
            } else {
                faults.add(wordsName + ":" + line.number() + ": allowed: enum,code,word");
            }
        }
        if (table.words.isEmpty() && faults.isEmpty() && csv.contains(ENUM)) {
            // else each row that has words would be blamed
            faults.add(wordsName + ": has no row, and " + name + " needs its words");
            return table;
        }
        Set<String> places = new HashSet<>();
        for (Csv.Line line : Csv.lines(csv).stream().skip(1).toList()) {
            try {
                Row row = row(line.fields());
                if (isSecret(row.block(), row.index()) && row.isExported()) {
                    throw new IllegalArgumentException(row.block().word() + " " + row.index()
                            + " is never exported: an address, a serial number, or a digit of the password");
                }
                if (!row.words().isEmpty() && !table.words.containsKey(row.words())) {
                    throw new IllegalArgumentException("there are no words \"" + row.words() + "\" in " + wordsName);
                }
                if (row.isExported() && !places.add(row.section() + "/" + row.item() + "/" + row.type() + row.unit())) {
                    throw new IllegalArgumentException(row.section() + "/" + row.item() + " stands here twice");
                }
                table.rows.add(row);
                table.known.computeIfAbsent(row.block(), b -> new HashSet<>()).add(row.index());
            } catch (IllegalArgumentException e) {
                faults.add(name + ":" + line.number() + ": " + e.getMessage());
            }
        }
        if (table.rows.isEmpty() && faults.isEmpty()) {
            faults.add(name + ": has no row, so that nothing would be exported");
        }
        return table;
    }

    private static Row row(List<String> cells) {
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(
                    cells.size()
                            + " columns; allowed: block,index,section,item,type,unit,divide,flag,help (a help with a comma in quotes)");
        }
        Block.Kind block = block(cells.get(0));
        String type = cells.get(4);
        if (!TYPES.contains(type) && !type.startsWith(ENUM)) {
            throw new IllegalArgumentException(
                    "type \"" + type + "\"; allowed: int32, uint32, bool, unixtime, enum:NAME");
        }
        if (cells.get(2).isEmpty() != cells.get(3).isEmpty()) {
            throw new IllegalArgumentException("section and item belong together; set both or none");
        }
        int flag = cells.get(7).isEmpty() ? -1 : number("flag", cells.get(7), 0);
        return new Row(
                block,
                number("index", cells.get(1), 0),
                cells.get(2),
                cells.get(3),
                type,
                cells.get(5),
                cells.get(6).isEmpty() ? 1 : number("divide", cells.get(6), 1),
                flag);
    }

    private static Block.Kind block(String word) {
        for (Block.Kind kind : List.of(Block.Kind.CALCULATIONS, Block.Kind.PARAMETERS)) {
            if (kind.word().equals(word.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException("block \"" + word + "\"; allowed: calculations, parameters");
    }

    private static int number(String column, String text, int least) {
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least) {
            throw new IllegalArgumentException(column + " \"" + text + "\"; allowed: a whole number from " + least);
        }
        return number;
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether a number has a row, be it one that is not exported. */
    boolean knows(Block.Kind block, int index) {
        return known.getOrDefault(block, Set.of()).contains(index);
    }

    /** A code that has no word is told as its number. */
    String word(String words, int code) {
        return this.words.getOrDefault(words, Map.of()).getOrDefault(code, Integer.toString(code));
    }

    /** As the panel shows it, without the zeros that a double would add. */
    static String divided(long raw, int by) {
        return by == 1
                ? Long.toString(raw)
                : BigDecimal.valueOf(raw, Integer.toString(by).length() - 1).toPlainString();
    }

    /**
     * Numbers that say who and where somebody is, or the password of the controller's web page in clear: never exported, never told.
     * Both captures in public projects held the real digits of a password in 755 to 760.
     */
    static boolean isSecret(Block.Kind block, int index) {
        return switch (block) {
            case PARAMETERS ->
                index >= 750 && index <= 760
                        || index >= 766 && index <= 771
                        || index == 861
                        || index >= 874 && index <= 876
                        || index >= 1026 && index <= 1028
                        || index >= 1054 && index <= 1056;
            case CALCULATIONS -> index >= 91 && index <= 94;
            case VISIBILITIES -> false;
        };
    }
}
