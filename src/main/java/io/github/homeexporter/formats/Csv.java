package io.github.homeexporter.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Lines of fields as people's spreadsheets write them: commas, semicolons or tabs between them, whichever the line of names
 * has; fields in double quotes may hold those and doubled quotes; lines of # are comments.
 */
public final class Csv {
    private static final CSVFormat COMMAS = CSVFormat.DEFAULT
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();

    /**
     * @param number of the line in the file, from 1
     * @param open whether a quote begins in it that does not end in it
     */
    public record Line(int number, List<String> fields, boolean open) {
        public Line(int number, List<String> fields) {
            this(number, fields, false);
        }
    }

    private Csv() {}

    /**
     * Line by line: a quote that somebody forgot spoils its own line only, and faults can name it. Lines without any field
     * are left out.
     */
    public static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        String[] all = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R", -1);
        CSVFormat format = COMMAS.builder().setDelimiter(separator(all)).get();
        for (int i = 0; i < all.length; i++) {
            if (isContent(all[i])) {
                List<String> fields = fields(all[i], format);
                if (!fields.stream().allMatch(String::isEmpty)) {
                    lines.add(new Line(
                            i + 1, fields, all[i].chars().filter(c -> c == '"').count() % 2 == 1));
                }
            }
        }
        return lines;
    }

    /** The line of names says it; what stands before it are settings. A name holds none of the three. */
    private static char separator(String[] lines) {
        for (String line : lines) {
            if (isContent(line) && !line.startsWith("@")) {
                return line.indexOf(',') >= 0
                        ? ','
                        : line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
            }
        }
        return ',';
    }

    /** {@code sep=;} is a hint that only a spreadsheet reads. */
    private static boolean isContent(String line) {
        return !line.isBlank() && !line.startsWith("#") && !line.startsWith("\"#") && !line.matches("\"?sep=.\"?");
    }

    private static List<String> fields(String line, CSVFormat format) {
        try (CSVParser parser = CSVParser.parse(line, format)) {
            return parser.iterator().next().stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
