package io.github.homeexporter.otlp;

import io.github.homeexporter.otlp.ExportFamilies.ExportState;
import io.github.homeexporter.otlp.OtlpComponent.ExportHealth;
import io.github.homeexporter.otlp.SendOutcome.RetryPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One snapshot of the store a cycle, sent with a few attempts; the same thread does it all, so cycles never overlap. */
final class Export {
    private static final Logger LOG = LoggerFactory.getLogger(Export.class);
    /** The program ends within 2 s, and others have to say goodbye as well. */
    private static final Duration FLUSH_LIMIT = Duration.ofMillis(1_200);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final double PART_OF_INTERVAL = 0.8;

    private final OtlpOptions options;
    private final Snapshot snapshots;
    private final ExportFamilies families;
    private final ScheduledExecutorService thread;
    private final Clock clock;
    private final OtlpClient client;
    private final long jitterMillis;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile ExportState state = ExportState.START;
    private volatile Future<?> underWay;
    private volatile boolean ending;
    private Future<?> flush;
    private long quietUntil = System.nanoTime();
    private String told = "";
    /** Of one request, about; less when the receiver takes less. */
    private long mostBytes = RequestEncoder.MOST_BYTES;

    /** @param thread a single one, which the caller ends */
    Export(
            OtlpOptions options,
            Snapshot snapshots,
            ExportFamilies families,
            ScheduledExecutorService thread,
            Clock clock) {
        this.options = options;
        this.snapshots = snapshots;
        this.families = families;
        this.thread = thread;
        this.clock = clock;
        this.client = new OtlpClient(options, clock);
        // so that many exporters that were started by one power cut do not send at one moment
        this.jitterMillis =
                ThreadLocalRandom.current().nextLong(options.interval().toMillis() / 10 + 1);
        families.started(state);
    }

    ExportHealth health() {
        ExportState now = state;
        return new ExportHealth(
                options.getName(),
                now.word().name().toLowerCase(Locale.ROOT),
                now.failures(),
                now.lastSuccessMillis(),
                now.lastError());
    }

    /** Begins a cycle and returns at once; when the one before is not over, this one is skipped. */
    synchronized void trigger() {
        if (ending) {
            return;
        }
        if (busy.compareAndSet(false, true)) {
            underWay = thread.schedule(this::cycle, jitterMillis, TimeUnit.MILLISECONDS);
        } else {
            families.skipped();
        }
    }

    /** One last export, begun at once; what is under way is given up for it. */
    synchronized void flush() {
        if (!ending) {
            ending = true;
            if (underWay != null) {
                underWay.cancel(true);
            }
            flush = thread.submit(this::last);
        }
    }

    /** Waits for the last export if there is one, but never long, and lets go of the connection. */
    void close() {
        Future<?> last;
        synchronized (this) {
            ending = true;
            last = flush == null ? underWay : flush;
            if (flush == null && underWay != null) {
                underWay.cancel(true);
            }
        }
        try {
            if (last != null && !last.isCancelled()) {
                last.get(FLUSH_LIMIT.toMillis() + 100, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{}: the last export did not end in time", options.getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        families.stopped();
    }

    ExportState state() {
        return state;
    }

    private void cycle() {
        try {
            long begin = System.nanoTime();
            if (begin - quietUntil < 0) {
                families.skipped();
                return;
            }
            long end = begin + (long) (options.interval().toNanos() * PART_OF_INTERVAL);
            export(begin, new RetryPlan(options.getAttempts(), end, ThreadLocalRandom.current()::nextDouble));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            busy.set(false);
        }
    }

    private void last() {
        try {
            long begin = System.nanoTime();
            export(begin, new RetryPlan(1, begin + FLUSH_LIMIT.toNanos(), () -> 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void export(long begin, RetryPlan plan) throws InterruptedException {
        SendOutcome outcome;
        try {
            outcome = sendAll(plan);
        } catch (RuntimeException e) {
            LOG.debug("{}: export failed", options.getName(), e);
            outcome = SendOutcome.permanent(-1, "export failed: " + e);
        }
        boolean well = outcome.result() == SendOutcome.Result.OK;
        ExportState before = state;
        state = well ? before.succeeded(clock.millis()) : before.failed(outcome);
        quietUntil = System.nanoTime() + Math.min(outcome.pauseNanos(), LONGEST_PAUSE.toNanos());
        families.finished(state, System.nanoTime() - begin);
        tell(before, outcome);
    }

    private SendOutcome sendAll(RetryPlan first) throws InterruptedException {
        families.activity(ExportFamilies.Activity.EXPORTING);
        HeaderList headers;
        try {
            headers = headers();
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof IOException ? " cannot be read" : ": " + e.getMessage();
            return SendOutcome.permanent(-1, "otel.headers-file: " + options.headersFile() + why);
        }
        SendOutcome outcome = SendOutcome.ok(0, 0, "");
        SendOutcome tooLarge = null;
        boolean some = false;
        Deque<RequestEncoder.Request> waiting = new ArrayDeque<>(snapshots.requests(mostBytes));
        while (!waiting.isEmpty()) {
            RequestEncoder.Request request = waiting.removeFirst();
            outcome = send(request, headers, first);
            if (outcome.isTooLarge()) {
                List<RequestEncoder.Request> halves = halves(request);
                if (halves.isEmpty()) {
                    // one point that the receiver never takes keeps no other away
                    tooLarge = outcome;
                }
                for (int i = halves.size() - 1; i >= 0; i--) {
                    waiting.addFirst(halves.get(i));
                }
            } else if (outcome.result() != SendOutcome.Result.OK) {
                if (some) {
                    snapshots.arrivedInPart();
                }
                return outcome;
            } else {
                some = true;
            }
        }
        snapshots.arrived();
        return tooLarge == null ? outcome : tooLarge;
    }

    /** From now on requests are smaller from the first. */
    private List<RequestEncoder.Request> halves(RequestEncoder.Request request) {
        List<RequestEncoder.Request> halves = RequestEncoder.halves(request);
        long half = Math.max(1_000, request.body().length / 2);
        if (half < mostBytes) {
            LOG.atLevel(mostBytes == RequestEncoder.MOST_BYTES ? Level.INFO : Level.DEBUG)
                    .log(
                            "{}: the receiver takes no {} bytes at once; requests have half of that from now on",
                            options.getName(),
                            request.body().length);
            mostBytes = half;
        }
        return halves;
    }

    private SendOutcome send(RequestEncoder.Request request, HeaderList headers, RetryPlan plan)
            throws InterruptedException {
        while (true) {
            long timeout = plan.timeout(options.timeout().toNanos(), System.nanoTime());
            SendOutcome outcome = client.send(request.body(), headers, timeout);
            families.attempt(outcome, options.address().protocol());
            if (outcome.result() == SendOutcome.Result.OK) {
                families.taken(request, outcome);
                partial(outcome);
                return outcome;
            }
            long pause = outcome.isTooLarge() ? -1 : plan.pause(outcome, System.nanoTime());
            if (pause < 0) {
                return outcome;
            }
            LOG.debug("{}: {}; next attempt in {} ms", options.getName(), outcome.sentence(), pause / 1_000_000);
            TimeUnit.NANOSECONDS.sleep(pause);
        }
    }

    /** Read anew each cycle, so that a token that was replaced is used at once. */
    private HeaderList headers() throws IOException {
        return options.headersFile() == null
                ? options.headers()
                : options.headers().and(HeaderList.parseFile(Files.readString(options.headersFile())));
    }

    /** One line when an outage begins, one when its reason is another, one when it ends. */
    private void tell(ExportState before, SendOutcome outcome) {
        if (outcome.result() != SendOutcome.Result.OK) {
            boolean news = before.failures() == 0 || !before.lastError().equals(outcome.sentence());
            LOG.atLevel(news ? Level.WARN : Level.DEBUG)
                    .log("{}: not exported: {}; the next cycle tries again", options.getName(), outcome.sentence());
        } else if (before.failures() > 0) {
            LOG.info("{}: exported again after {} failed cycles", options.getName(), before.failures());
        } else if (before.word() == ExportState.Word.STARTING) {
            LOG.info("{}: exporting to {}", options.getName(), options.address());
        }
    }

    private void partial(SendOutcome outcome) {
        if (outcome.rejected() == 0 && outcome.sentence().isEmpty()) {
            told = "";
        } else if (!told.equals(outcome.sentence())) {
            told = outcome.sentence();
            LOG.warn("{}: the receiver rejected {} points: {}", options.getName(), outcome.rejected(), told);
        }
    }
}
