package io.github.homeexporter.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as it lies in {@code deploy/grafana/dashboards}. */
public record Dashboard(String file, JsonNode json) {
    public static final Path FOLDER = Path.of("deploy/grafana/dashboards");
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** One query of a panel, a variable or an annotation. */
    public record Query(String file, String title, String ref, String expr, boolean instant) {
        public String where() {
            return file + ", \"" + title + "\" " + ref;
        }
    }

    public static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file.getFileName().toString(), STRICT.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Rows and panels, those within collapsed rows as well. */
    public List<JsonNode> panels() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode panel : json.path("panels")) {
            all.add(panel);
            panel.path("panels").forEach(all::add);
        }
        return all;
    }

    public List<JsonNode> variables() {
        return children(json.path("templating").path("list"));
    }

    /** Those that ask Prometheus; not the one that every dashboard is born with. */
    public List<JsonNode> annotations() {
        return children(json.path("annotations").path("list")).stream()
                .filter(a -> a.has("expr"))
                .toList();
    }

    public List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            String title = panel.path("title").asText();
            for (JsonNode t : panel.path("targets")) {
                String ref = t.path("refId").asText();
                queries.add(new Query(
                        file,
                        title,
                        ref,
                        t.path("expr").asText(),
                        t.path("instant").asBoolean()));
            }
        }
        for (JsonNode a : annotations()) {
            String name = a.path("name").asText();
            queries.add(new Query(file, name, "annotation", a.path("expr").asText(), false));
        }
        return queries;
    }

    /** Stands for what a variable asks, where queries are listed. */
    public Query choiceOf(String variable) {
        return new Query(file, "$" + variable, "choice", "", true);
    }

    private static List<JsonNode> children(JsonNode list) {
        List<JsonNode> children = new ArrayList<>();
        list.forEach(children::add);
        return children;
    }

    @Override
    public String toString() {
        return file;
    }
}
