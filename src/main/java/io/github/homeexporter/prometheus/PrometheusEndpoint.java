package io.github.homeexporter.prometheus;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.HeldPages.PageStream;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answer a Prometheus scrape: all samples and the program's own meters as text. Or write that to a file.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "prometheus",
        title = "Prometheus",
        syntax = "prometheus:name",
        producerOnly = true,
        remote = false,
        category = {Category.MONITORING})
public class PrometheusEndpoint extends DefaultEndpoint {
    @UriPath(description = "Any word; there is one page")
    @Metadata(required = true)
    private String name;

    /** File to write the page to instead of answering with it; the one that is there is replaced at once. Empty for none. */
    @UriParam
    private String file = "";

    public PrometheusEndpoint(String uri, PrometheusComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        bounds.parsed("file", () -> Path.of(file.strip()));
        bounds.orThrow();
    }

    @Override
    public Producer createProducer() {
        Scrapes scrapes = ((PrometheusComponent) getComponent()).scrapes();
        return file.isBlank()
                ? new PrometheusProducer(this, scrapes)
                : new TextFileProducer(
                        this, scrapes, SamplesComponent.store(getCamelContext()).self(), Path.of(file.strip()));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("prometheus: answers scrapes; it gives no messages");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    /** Answers GET and HEAD. What the request's headers said is taken off the message, or it would go back with the answer. */
    private static class PrometheusProducer extends DefaultProducer {
        private static final Logger LOG = LoggerFactory.getLogger(PrometheusEndpoint.class);

        /** Of a larger page the server takes one piece after the other, each by another thread; so much it keeps for a slow reader anyway. */
        private static final int AT_ONCE = 64 * 1024;

        private final Scrapes scrapes;

        PrometheusProducer(PrometheusEndpoint endpoint, Scrapes scrapes) {
            super(endpoint);
            this.scrapes = scrapes;
        }

        @Override
        public void process(Exchange exchange) {
            Message message = exchange.getMessage();
            Format format = Negotiation.format(header(message, "Accept"));
            boolean gzip = Negotiation.gzip(header(message, "Accept-Encoding"));
            boolean head = "HEAD".equals(message.getHeader(Exchange.HTTP_METHOD));
            message.removeHeaders("*");
            message.setBody(null);
            message.setHeader("X-Content-Type-Options", "nosniff");
            if (head) {
                describe(message, format, gzip);
            } else {
                answer(message, format, gzip);
            }
        }

        private void answer(Message message, Format format, boolean gzip) {
            try {
                PageStream page = scrapes.open(format, gzip);
                describe(message, page.format(), page.gzip());
                message.setBody(page.length() <= AT_ONCE ? ByteBuffer.wrap(page.readAllBytes()) : page);
            } catch (TimeoutException e) {
                message.setHeader("Retry-After", "1");
                refuse(message, 503, "another scrape is being answered and takes too long\n");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                refuse(message, 503, "the exporter is stopping\n");
            } catch (IOException | RuntimeException e) {
                LOG.warn("metrics page: could not be made", e);
                refuse(message, 500, "the page could not be made; the log says why\n");
            }
        }

        private static void describe(Message message, Format format, boolean gzip) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
            message.setHeader(Exchange.CONTENT_TYPE, format.contentType);
            message.setHeader("Vary", "Accept, Accept-Encoding");
            if (gzip) {
                message.setHeader(Exchange.CONTENT_ENCODING, "gzip");
            }
        }

        private static void refuse(Message message, int code, String sentence) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
            message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
            message.setBody(sentence);
        }

        /** A header that was sent more than once is one list (RFC 9110 §5.3). */
        private static String header(Message message, String name) {
            Object value = message.getHeader(name);
            if (value instanceof List<?> many) {
                return many.stream().map(String::valueOf).collect(Collectors.joining(","));
            }
            return value == null ? null : value.toString();
        }
    }
}
