package io.github.homeexporter.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The queries that the demo need not answer, each with its reason: {@code src/test/resources/deploy/empty-panels.txt}. A
 * {@code *} instead of panel and queries stands for a whole dashboard.
 */
public final class EmptyPanels {
    private static final Path FILE = Path.of("src/test/resources/deploy/empty-panels.txt");

    /** Why a query may be empty. */
    public enum Why {
        /** only when something is wrong */
        FAULT,
        /** as the machine is that runs the test */
        MACHINE,
        /** takes longer than a test */
        TIME,
        /** an output that the demo does not use */
        OFF,
        /** the demo's devices do not have it, real ones do; answered means that the line is to go */
        DEMO
    }

    /** A line of the file. */
    public record Line(int number, Why why, String reason) {}

    private final Map<String, Line> lines = new LinkedHashMap<>();

    public static EmptyPanels read() throws IOException {
        EmptyPanels panels = new EmptyPanels();
        int number = 0;
        for (String line : Files.readAllLines(FILE)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> columns =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            if (columns.size() != 5 || columns.get(4).isEmpty()) {
                throw new AssertionError(FILE + ":" + number + ": file | panel | queries | why | reason");
            }
            Line entry = new Line(number, Why.valueOf(columns.get(3)), columns.get(4));
            for (String ref : columns.get(2).split(" ")) {
                if (panels.lines.put(key(columns.get(0), columns.get(1), ref), entry) != null) {
                    throw new AssertionError(FILE + ":" + number + ": stands twice");
                }
            }
        }
        return panels;
    }

    private static String key(String file, String title, String ref) {
        return file + "|" + title + "|" + ref;
    }

    public boolean allows(Dashboard.Query query) {
        return lines.containsKey(key(query));
    }

    /** Of the line that is about the query itself, else of the one about its dashboard. */
    private String key(Dashboard.Query query) {
        String own = key(query.file(), query.title(), query.ref());
        return lines.containsKey(own) ? own : key(query.file(), "*", "*");
    }

    /** Lines that name no query, and lines of what the demo does not have although it has it. */
    public List<String> stale(List<Dashboard.Query> all, List<Dashboard.Query> answered) {
        Map<String, Line> unused = new LinkedHashMap<>(lines);
        all.forEach(query -> unused.remove(key(query)));
        List<String> stale = new ArrayList<>();
        unused.forEach((key, line) -> stale.add(FILE + ":" + line.number() + ": no such query: " + key));
        for (Dashboard.Query query : answered) {
            Line line = lines.get(key(query));
            if (line != null && line.why() == Why.DEMO) {
                stale.add(FILE + ":" + line.number() + ": the demo has it: " + query.where());
            }
        }
        return stale;
    }
}
