package io.github.homeexporter.prometheus;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.prometheus.PageWriter.Page;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the page to a file, once per message. What goes wrong is said once and tried again with the next message. */
class TextFileProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(TextFileProducer.class);
    private static final Series LAST_SUCCESS = Series.of(MetricFamily.gauge(
            "home_exporter_prometheus_file_last_success_timestamp_seconds",
            "seconds",
            "When the text file was last written; 0 for never."));
    private static final Series ERRORS = Series.of(MetricFamily.counter(
            "home_exporter_prometheus_file_errors_total", "", "How often the text file could not be written."));

    private final Scrapes scrapes;
    private final SelfMetrics self;
    private final Path file;
    private boolean failed;

    TextFileProducer(PrometheusEndpoint endpoint, Scrapes scrapes, SelfMetrics self, Path file) {
        super(endpoint);
        this.scrapes = scrapes;
        this.self = self;
        this.file = file;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        self.set(LAST_SUCCESS, 0);
        self.add(ERRORS, 0);
        String setting = getEndpoint()
                .getCamelContext()
                .getPropertiesComponent()
                .resolveProperty("prometheus.file")
                .orElse("");
        // the setting's is told with its place
        if (!file.toString().endsWith(".prom") && !file.equals(Path.of(setting.strip()))) {
            LOG.warn(
                    "{}: file {} does not end in .prom; node_exporter's textfile collector reads no other",
                    URISupport.sanitizeUri(getEndpoint().getEndpointBaseUri()),
                    file);
        }
    }

    @Override
    protected void doStop() throws Exception {
        self.remove(LAST_SUCCESS);
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) {
        try {
            TextFiles.write(file, scrapes.file());
            self.set(LAST_SUCCESS, System.currentTimeMillis() / 1000.0);
            if (failed) {
                failed = false;
                LOG.info("prometheus.file: {} is written again", file);
            }
        } catch (IOException | RuntimeException e) {
            self.add(ERRORS, 1);
            if (!failed) {
                failed = true;
                LOG.warn("prometheus.file: {} cannot be written: {}; it is tried again each time", file, sentence(e));
            }
        }
    }

    private static String sentence(Exception e) {
        return e instanceof AccessDeniedException denied
                ? "no right to write to " + denied.getFile()
                : e instanceof IOException io ? OwnerFile.why(io) : e.getMessage();
    }

    /** Writes pages to files so that a reader never sees half of one: beside it, onto the disk, and then in its place at once. */
    static final class TextFiles {
        private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

        private TextFiles() {}

        /**
         * Whatever goes wrong, the file that was there before stays as it was.
         *
         * @throws IOException when the folder or the disk does not allow it
         */
        static void write(Path file, Page page) throws IOException {
            Path target = file.toAbsolutePath();
            Path folder = target.getParent();
            Files.createDirectories(folder);
            // no name that ends in .prom: node_exporter would read it while it is written
            Path beside = Files.createTempFile(folder, "." + target.getFileName(), ".tmp");
            try {
                try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                    long left = page.length();
                    for (byte[] piece : page.pieces()) {
                        ByteBuffer part = ByteBuffer.wrap(piece, 0, (int) Math.min(left, piece.length));
                        while (part.hasRemaining()) {
                            left -= channel.write(part);
                        }
                    }
                    channel.force(true);
                }
                if (Files.getFileStore(beside).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(beside, READABLE);
                }
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        }
    }
}
