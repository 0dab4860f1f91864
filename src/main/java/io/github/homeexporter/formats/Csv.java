package io.github.homeexporter.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Comma separated lines: fields in double quotes may hold commas and doubled quotes; lines of # are comments. */
public final class Csv {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();

    /** @param number of the line in the file, from 1 */
    public record Line(int number, List<String> fields) {}

    private Csv() {}

    /** Line by line: a quote that somebody forgot spoils its own line only, and faults can name it. */
    public static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        String[] all = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R", -1);
        for (int i = 0; i < all.length; i++) {
            if (!all[i].isBlank() && !all[i].startsWith("#")) {
                lines.add(new Line(i + 1, fields(all[i])));
            }
        }
        return lines;
    }

    private static List<String> fields(String line) {
        try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
            return parser.iterator().next().stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
