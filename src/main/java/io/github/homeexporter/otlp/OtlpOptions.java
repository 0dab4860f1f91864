package io.github.homeexporter.otlp;

import io.github.homeexporter.poll.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What is sent, where to and how. */
@UriParams
public class OtlpOptions {
    /** Name in the log; any but otlp is shown as a label on home_exporter_otlp_*, so that two receivers can be told apart. */
    @UriParam(defaultValue = "otlp")
    private String name = "otlp";

    /** Where to send to: host:port, http://host:port or https://host:port, for HTTP also with a path; /v1/metrics is added unless it is there. */
    @UriParam
    @Metadata(required = true)
    private String endpoint = "";

    /** grpc, http, or auto: HTTP when the endpoint has a path or port 4318, else gRPC. */
    @UriParam(defaultValue = "auto")
    private String protocol = "auto";

    /** How often everything is sent, as 30s or bare seconds; 10s to 300s. Must be the period of the timer before it. */
    @UriParam(defaultValue = "30s")
    private String interval = "30s";

    /** How long one attempt may take, 1s to 60s, less than the interval. */
    @UriParam(defaultValue = "10s")
    private String timeout = "10s";

    /** How often one cycle tries, 1 to 10, all within 80 % of the interval. */
    @UriParam(defaultValue = "3")
    private int attempts = 3;

    /** gzip or none. */
    @UriParam(defaultValue = "gzip")
    private String compression = "gzip";

    /** Headers, name=value separated by commas, values percent-encoded. */
    @UriParam(secret = true)
    private String headers = "";

    /** File with further headers, one name=value or name: value a line; read anew each cycle. */
    @UriParam
    private String headersFile = "";

    /** Whether to use TLS also without https://. */
    @UriParam(defaultValue = "false")
    private boolean tls = false;

    /** PEM file with the CA's certificate; empty for those that Java trusts. */
    @UriParam
    private String tlsCa = "";

    /** PEM file with a client certificate. */
    @UriParam
    private String tlsCert = "";

    /** PEM file (PKCS #8) with the client certificate's key. */
    @UriParam
    private String tlsKey = "";

    /** Names of the host's metrics: conventions (OpenTelemetry's, system.*) or prometheus (as on /metrics). */
    @UriParam(defaultValue = "conventions")
    private String hostNaming = "conventions";

    /** Whether the program's own meters (jvm, process, camel) are sent. */
    @UriParam(defaultValue = "true")
    private boolean programMeters = true;

    private OtlpAddress address;
    private Duration judgedInterval;
    private Duration judgedTimeout;
    private boolean gzip;
    private HeaderList judgedHeaders;
    private Path headersPath;
    private Path ca;
    private Path cert;
    private Path key;
    private ResourceOptions judgedResource;
    private boolean conventions;

    /** Judges the resource as well. */
    void judge(Bounds bounds, ResourceOptions resource) {
        judgedResource = resource;
        String by = bounds.word("protocol", protocol, words(Map.of("auto", "auto", "grpc", "grpc", "http", "http")));
        address = bounds.parsed("endpoint", () -> OtlpAddress.parse(endpoint, by, tls));
        judgedInterval = bounds.duration("interval", interval, Duration.ofSeconds(10), Duration.ofSeconds(300));
        judgedTimeout = bounds.duration("timeout", timeout, Duration.ofSeconds(1), Duration.ofSeconds(60));
        if (bounds.isKept() && judgedTimeout.compareTo(judgedInterval) >= 0) {
            bounds.refuse("timeout", timeout, "less than the interval, which is " + interval);
        }
        bounds.number("attempts", attempts, 1, 10);
        gzip = !compression.isBlank()
                && bounds.word("compression", compression, words(Map.of("gzip", true, "none", false)));
        judgedHeaders = bounds.parsed("headers", () -> HeaderList.parse(headers));
        headersPath = bounds.path("headersFile", headersFile);
        ca = bounds.path("tlsCa", tlsCa);
        cert = bounds.path("tlsCert", tlsCert);
        key = bounds.path("tlsKey", tlsKey);
        bounds.together("tlsCert", tlsCert, "tlsKey", tlsKey);
        resource.judge(bounds);
        conventions = bounds.word("hostNaming", hostNaming, words(Map.of("conventions", true, "prometheus", false)));
    }

    /** In the order they are told. */
    private static <T> Map<String, T> words(Map<String, T> words) {
        return new TreeMap<>(words);
    }

    OtlpAddress address() {
        return address;
    }

    Duration interval() {
        return judgedInterval;
    }

    Duration timeout() {
        return judgedTimeout;
    }

    boolean gzip() {
        return gzip;
    }

    HeaderList headers() {
        return judgedHeaders;
    }

    /** Null for none. */
    Path headersFile() {
        return headersPath;
    }

    /** Null for what the JVM trusts. */
    Path tlsCa() {
        return ca;
    }

    /** Null for no client certificate. */
    Path tlsCert() {
        return cert;
    }

    Path tlsKey() {
        return key;
    }

    ResourceOptions resource() {
        return judgedResource;
    }

    boolean conventions() {
        return conventions;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    public String getProtocol() {
        return protocol;
    }

    public void setProtocol(String protocol) {
        this.protocol = protocol;
    }

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String timeout) {
        this.timeout = timeout;
    }

    public int getAttempts() {
        return attempts;
    }

    public void setAttempts(int attempts) {
        this.attempts = attempts;
    }

    public String getCompression() {
        return compression;
    }

    public void setCompression(String compression) {
        this.compression = compression;
    }

    public String getHeaders() {
        return headers;
    }

    public void setHeaders(String headers) {
        this.headers = headers;
    }

    public String getHeadersFile() {
        return headersFile;
    }

    public void setHeadersFile(String headersFile) {
        this.headersFile = headersFile;
    }

    public boolean isTls() {
        return tls;
    }

    public void setTls(boolean tls) {
        this.tls = tls;
    }

    public String getTlsCa() {
        return tlsCa;
    }

    public void setTlsCa(String tlsCa) {
        this.tlsCa = tlsCa;
    }

    public String getTlsCert() {
        return tlsCert;
    }

    public void setTlsCert(String tlsCert) {
        this.tlsCert = tlsCert;
    }

    public String getTlsKey() {
        return tlsKey;
    }

    public void setTlsKey(String tlsKey) {
        this.tlsKey = tlsKey;
    }

    public String getHostNaming() {
        return hostNaming;
    }

    public void setHostNaming(String hostNaming) {
        this.hostNaming = hostNaming;
    }

    public boolean isProgramMeters() {
        return programMeters;
    }

    public void setProgramMeters(boolean programMeters) {
        this.programMeters = programMeters;
    }
}
