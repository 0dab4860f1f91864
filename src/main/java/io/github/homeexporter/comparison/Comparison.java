package io.github.homeexporter.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.comparison.query.GrafanaDashboard;
import io.github.homeexporter.comparison.query.RuleGroups;
import io.github.homeexporter.comparison.query.Unanswered;
import io.github.homeexporter.comparison.query.Unanswered.Asked;
import io.github.homeexporter.comparison.series.Differences;
import io.github.homeexporter.comparison.series.Span;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.formats.MetricsText;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code --compare}: what somebody would lose who changed over from another exporter to this program. */
public final class Comparison {
    public static final int ALL_THERE = 0;
    public static final int MISSING = 1;
    public static final int UNREAD = 2;

    /** In bytes; the largest dashboards that people share have some 2 MB. */
    private static final long LONGEST_FILE = 16 << 20;

    private final List<Asked> asked = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();
    private final PrintStream err;
    private boolean unread;

    private Comparison(PrintStream err) {
        this.err = err;
    }

    /**
     * @param there the other exporter
     * @param here this program
     * @param seconds within which both are read
     * @param all whether every line is wanted
     * @return {@link #ALL_THERE}, {@link #MISSING}, or {@link #UNREAD} for what cannot be read, which is said
     */
    public static int run(
            MetricsPage there,
            MetricsPage here,
            int seconds,
            List<Path> dashboards,
            List<Path> rules,
            boolean all,
            PrintStream out,
            PrintStream err)
            throws InterruptedException {
        Comparison comparison = new Comparison(err);
        try {
            for (Path file : dashboards) {
                comparison.dashboard(file);
            }
            for (Path file : rules) {
                comparison.rules(file);
            }
            int readings = BothPages.readings(seconds);
            err.println("reading both pages " + readings + " times within " + seconds + " s");
            BothPages pages = BothPages.read(there, here, Duration.ofSeconds(seconds), readings);
            return comparison.tell(there + "", here + "", pages, all, out);
        } catch (IOException e) {
            err.println(e.getMessage());
            return UNREAD;
        }
    }

    private int tell(String there, String here, BothPages pages, boolean all, PrintStream out) {
        out.println("there: " + there + ", " + pages.there().series().size() + " series");
        out.println("here:  " + here + ", " + pages.here().series().size() + " series");
        pages.leftOut().forEach(why -> err.println("a reading left out: " + why));
        ComparisonText text = new ComparisonText(all);
        Differences differences = Differences.between(pages.there(), pages.here());
        text.twice(pages.there().twice());
        text.differences(differences);
        Unanswered answers = Unanswered.of(asked, recorded, pages.there(), pages.here());
        answers.unread().forEach(err::println);
        text.unanswered(answers);
        text.lines().forEach(out::println);
        boolean missing = differences.missingSeries() > 0 || !answers.missing().isEmpty();
        out.println(missing ? "result: not all is here, see above" : "result: nothing is missing here");
        return missing ? MISSING : unread || !answers.unread().isEmpty() ? UNREAD : ALL_THERE;
    }

    private void dashboard(Path file) throws IOException {
        List<Asked> found;
        try {
            JsonNode dashboard = Json.tree(text(file));
            found = GrafanaDashboard.asked(name(file), dashboard);
            for (String panel : GrafanaDashboard.elsewhere(name(file), dashboard)) {
                err.println(panel);
                unread = true;
            }
        } catch (IOException e) {
            throw new IOException(named(file, e), e);
        }
        if (found.isEmpty()) {
            err.println(file + ": asks nothing of Prometheus; is it a dashboard?");
            unread = true;
        }
        asked.addAll(found);
    }

    private void rules(Path file) throws IOException {
        String text;
        try {
            text = text(file);
        } catch (IOException e) {
            throw new IOException(named(file, e), e);
        }
        RuleGroups groups = RuleGroups.read(name(file), text);
        if (!groups.faults().isEmpty()) {
            throw new IOException(groups.faults().get(0).toString());
        }
        if (groups.asked().isEmpty()) {
            err.println(file + ": has no rule with expr; is it a file of rules?");
            unread = true;
        }
        asked.addAll(groups.asked());
        recorded.addAll(groups.recorded());
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LONGEST_FILE) {
            throw new IOException("is longer than " + (LONGEST_FILE >> 20) + " MiB");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String named(Path file, IOException e) {
        String why = e instanceof NoSuchFileException
                ? "is not there"
                : e.getMessage() == null || e.getMessage().equals(file.toString())
                        ? "cannot be read: " + e.getClass().getSimpleName()
                        : e.getMessage();
        return file + ": " + why;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * Two pages, each read at the same moments.
     *
     * @param leftOut why readings were left out, a line each
     */
    private record BothPages(Span there, Span here, List<String> leftOut) {
        private static final int FEWEST = 3;
        private static final int MOST = 13;
        private static final int SECONDS_BETWEEN = 10;

        /** How often pages are read within a span of so many seconds: every ten seconds, at least three times. */
        static int readings(int seconds) {
            return Math.min(MOST, Math.max(FEWEST, seconds / SECONDS_BETWEEN + 1));
        }

        /** @throws IOException when one of both cannot be read at the first time, in a sentence */
        static BothPages read(MetricsPage there, MetricsPage here, Duration span, int readings)
                throws IOException, InterruptedException {
            Span old = new Span();
            Span now = new Span();
            List<String> leftOut = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < readings; i++) {
                long due = start + span.toNanos() * i / (readings - 1);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                long asked = System.nanoTime();
                CompletableFuture<HttpResponse<String>> first = there.begin();
                CompletableFuture<HttpResponse<String>> second = here.begin();
                try {
                    MetricsText one = there.end(first, asked);
                    MetricsText other = here.end(second, asked);
                    old.add(one);
                    now.add(other);
                } catch (IOException e) {
                    if (i == 0) {
                        throw e;
                    }
                    leftOut.add(e.getMessage());
                } finally {
                    second.cancel(true);
                }
            }
            return new BothPages(old, now, leftOut);
        }
    }
}
