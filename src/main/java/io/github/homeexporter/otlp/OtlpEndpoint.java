package io.github.homeexporter.otlp;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Send all metrics to an OpenTelemetry receiver, by gRPC or HTTP: one snapshot per message.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "otlp",
        title = "OTLP",
        syntax = "otlp:signal",
        producerOnly = true,
        category = {Category.MONITORING})
public class OtlpEndpoint extends DefaultEndpoint {
    @UriPath(enums = "metrics", description = "metrics, the only signal there is")
    @Metadata(required = true)
    private String signal;

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

    /** PEM file with the client certificate's key, not encrypted. */
    @UriParam
    private String tlsKey = "";

    /** Resource attribute service.name. */
    @UriParam(defaultValue = "home-exporter")
    private String serviceName = OtlpOptions.DEFAULT_SERVICE;

    /** Resource attribute service.version. */
    @UriParam
    private String serviceVersion = "";

    /** Resource attribute service.instance.id; empty for host:container or host. */
    @UriParam
    private String serviceInstanceId = "";

    /** Further resource attributes, key=value separated by commas, values percent-encoded. */
    @UriParam
    private String resourceAttributes = "";

    /** Whether the resource has host.id, from /etc/machine-id. */
    @UriParam(defaultValue = "false")
    private boolean hostId = false;

    /** Names of the host's metrics: conventions (OpenTelemetry's, system.*) or prometheus (as on /metrics). */
    @UriParam(defaultValue = "conventions")
    private String hostNaming = "conventions";

    /** Whether the program's own meters (jvm, process, camel) are sent. */
    @UriParam(defaultValue = "true")
    private boolean programMeters = true;

    public OtlpEndpoint(String uri, OtlpComponent component, String signal) {
        super(uri, component);
        this.signal = signal;
    }

    @Override
    public Producer createProducer() {
        return new OtlpProducer(this, OtlpOptions.of(this));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("otlp: sends; it gives no messages. Use it in to:");
    }

    public String getSignal() {
        return signal;
    }

    public void setSignal(String signal) {
        this.signal = signal;
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

    public String getServiceName() {
        return serviceName;
    }

    public void setServiceName(String serviceName) {
        this.serviceName = serviceName;
    }

    public String getServiceVersion() {
        return serviceVersion;
    }

    public void setServiceVersion(String serviceVersion) {
        this.serviceVersion = serviceVersion;
    }

    public String getServiceInstanceId() {
        return serviceInstanceId;
    }

    public void setServiceInstanceId(String serviceInstanceId) {
        this.serviceInstanceId = serviceInstanceId;
    }

    public String getResourceAttributes() {
        return resourceAttributes;
    }

    public void setResourceAttributes(String resourceAttributes) {
        this.resourceAttributes = resourceAttributes;
    }

    public boolean isHostId() {
        return hostId;
    }

    public void setHostId(boolean hostId) {
        this.hostId = hostId;
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
