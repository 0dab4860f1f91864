package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.Exposition.RegistryMeters;
import io.github.homeexporter.prometheus.HeldPages.PageStream;
import io.github.homeexporter.prometheus.PageWriter.Page;
import io.github.homeexporter.prometheus.PrometheusComponent.ScrapeMirror;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pages, at most one of a kind at a time: scrapes that overlap get the page that is being made. So there are never
 * more than four renderings (two formats, compressed or not), whoever asks how often.
 */
final class Scrapes {
    private static final Logger LOG = LoggerFactory.getLogger(Scrapes.class);
    /** client_golang's process and Go collectors, its handler, and what the textfile collector says of itself. */
    private static final Pattern NODE_EXPORTERS_OWN =
            Pattern.compile("(process|go|promhttp|node_textfile|node_scrape|node_exporter)_.*");

    private static final Predicate<String> EVERYTHING = new HashSet<String>()::contains;
    private static final long FRESH_NANOS = 1_000_000_000;
    private static final byte[] EOF = {'#', ' ', 'E', 'O', 'F', '\n'};

    private final SampleStore store;
    private final Supplier<PrometheusMeterRegistry> registry;
    private final LongSupplier ticks;
    private final HeldPages pages;
    private final ScrapeFamilies families;
    private final long deadlineMillis;
    private final Map<Kind, CompletableFuture<HeldPages.Held>> underWay = new ConcurrentHashMap<>();
    private volatile boolean registryFailed;

    private final Map<Format, Rendered> rendered = new ConcurrentHashMap<>();

    private record Kind(Format format, boolean gzip) {}

    private record Rendered(PrometheusMeterRegistry registry, Set<String> taken, byte[] text, long at) {}

    /**
     * @param registry the program's own meters, may give null
     * @param ticks monotonic nanoseconds
     * @param heldBytes how much of the heap pages may hold that are still being read
     * @param deadlineMillis how long a scrape waits for a page another one is making
     * @param mirrors further names for what the page says of itself, as they are now
     */
    Scrapes(
            SampleStore store,
            Supplier<PrometheusMeterRegistry> registry,
            LongSupplier ticks,
            long heldBytes,
            long deadlineMillis,
            Supplier<? extends Collection<ScrapeMirror>> mirrors) {
        this.store = store;
        this.registry = registry;
        this.ticks = ticks;
        this.pages = new HeldPages(heldBytes);
        this.families = new ScrapeFamilies(store.self(), mirrors);
        this.deadlineMillis = deadlineMillis;
    }

    /**
     * A page to read.
     *
     * @throws TimeoutException when the page another scrape is making takes too long
     * @throws InterruptedException when the program stops
     */
    PageStream open(Format format, boolean gzip) throws TimeoutException, InterruptedException {
        PageStream shared = pages.shared(format, gzip, ticks.getAsLong());
        PageStream page = shared == null ? pages.open(made(new Kind(format, gzip))) : shared;
        families.answered();
        return page;
    }

    private HeldPages.Held made(Kind kind) throws TimeoutException, InterruptedException {
        CompletableFuture<HeldPages.Held> mine = new CompletableFuture<>();
        CompletableFuture<HeldPages.Held> others = underWay.putIfAbsent(kind, mine);
        if (others != null) {
            return await(others);
        }
        try {
            HeldPages.Held held = pages.hold(
                    render(kind.format(), kind.gzip()), ticks.getAsLong(), () -> families.failed("slow_reader"));
            mine.complete(held);
            return held;
        } catch (RuntimeException | Error e) {
            families.failed("render");
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(kind);
        }
    }

    private HeldPages.Held await(CompletableFuture<HeldPages.Held> others)
            throws TimeoutException, InterruptedException {
        try {
            return others.get(deadlineMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            families.failed("timeout");
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the page could not be made", e.getCause());
        }
    }

    private Page render(Format format, boolean gzip) {
        long start = ticks.getAsLong();
        Page page = page(format, gzip, EVERYTHING);
        families.took((ticks.getAsLong() - start) / 1e9);
        return page;
    }

    /**
     * The page for node_exporter's textfile collector, which counts as no scrape. Families that node_exporter has of itself are
     * left out: it would drop one of the two and log an error at every scrape.
     */
    Page file() {
        return page(Format.TEXT, false, NODE_EXPORTERS_OWN.asMatchPredicate());
    }

    private Page page(Format format, boolean gzip, Predicate<String> without) {
        PageWriter out = new PageWriter(gzip);
        List<FamilyView> families = store.families().stream()
                .filter(view -> !without.test(view.family().name()))
                .toList();
        Set<String> taken = new Exposition(families, format).write(out);
        out.put(meters(format, taken, without));
        return out.finish(format);
    }

    /** The end of the page. A registry that fails costs its own families only. */
    private byte[] meters(Format format, Set<String> taken, Predicate<String> without) {
        byte[] none = format == Format.OPENMETRICS ? EOF : new byte[0];
        try {
            PrometheusMeterRegistry meters = registry.get();
            byte[] text = meters == null ? none : rendered(meters, format, taken, without);
            registryFailed = false;
            return text;
        } catch (RuntimeException | LinkageError e) {
            families.failed("registry");
            if (!registryFailed) {
                registryFailed = true;
                LOG.warn("metrics page: the families of the meter registry (camel_*, jvm_*, process_*) are missing", e);
            }
            return none;
        }
    }

    /**
     * Asking threads, memory pools and routes costs many times what all the devices' series do, so scrapes that follow one another
     * share an answer. Not the file: it lacks some of the names.
     */
    private byte[] rendered(
            PrometheusMeterRegistry meters, Format format, Set<String> taken, Predicate<String> without) {
        boolean shared = without == EVERYTHING;
        long now = ticks.getAsLong();
        Rendered last = rendered.get(format);
        if (shared
                && last != null
                && last.registry() == meters
                && now - last.at() < FRESH_NANOS
                && last.taken().equals(taken)) {
            return last.text();
        }
        byte[] text = RegistryMeters.render(meters, format, taken, without);
        if (shared) {
            rendered.put(format, new Rendered(meters, taken, text, now));
        }
        return text;
    }

    /** What the page says of its own making. */
    static final class ScrapeFamilies {
        private static final Series DURATION = Series.of(MetricFamily.gauge(
                "home_exporter_scrape_duration_seconds",
                "seconds",
                "How long the last page took to make: reading, writing, meters of the program, compression."));
        private static final Series SCRAPES =
                Series.of(MetricFamily.counter("home_exporter_scrapes_total", "", "Pages given to scrapers."));
        private static final MetricFamily ERRORS = MetricFamily.counter(
                "home_exporter_scrape_errors_total",
                "",
                "What went wrong with a page, by reason: meters of the program missing (registry), no page at all"
                        + " (render, timeout), taken back from a reader that was too slow (slow_reader).");

        private final SelfMetrics self;
        private final Supplier<? extends Collection<ScrapeMirror>> mirrors;

        ScrapeFamilies(SelfMetrics self, Supplier<? extends Collection<ScrapeMirror>> mirrors) {
            this.self = self;
            this.mirrors = mirrors;
            self.add(SCRAPES, 0);
            for (String reason : new String[] {"registry", "render", "timeout", "slow_reader"}) {
                self.add(error(reason), 0);
            }
        }

        void answered() {
            self.add(SCRAPES, 1);
        }

        void took(double seconds) {
            self.set(DURATION, seconds);
            mirrors.get().forEach(mirror -> self.set(mirror.duration(), seconds));
        }

        void failed(String reason) {
            self.add(error(reason), 1);
            mirrors.get().forEach(mirror -> self.add(mirror.errors(), 1));
        }

        private static Series error(String reason) {
            return Series.of(ERRORS, Map.of("reason", reason));
        }
    }
}
