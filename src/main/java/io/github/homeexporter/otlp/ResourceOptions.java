package io.github.homeexporter.otlp;

import io.github.homeexporter.poll.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What a person says about the sender: the request's resource. */
@UriParams
public class ResourceOptions {
    private static final String DEFAULT_SERVICE = "home-exporter";
    private static final Path MACHINE_ID = Path.of("/etc/machine-id");

    /** Resource attribute service.name. */
    @UriParam(defaultValue = DEFAULT_SERVICE)
    private String serviceName = DEFAULT_SERVICE;

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

    private Map<String, String> attributes;

    void judge(Bounds bounds) {
        attributes = bounds.parsed("resourceAttributes", () -> ResourceAttributes.parse(resourceAttributes));
    }

    String serviceName() {
        return serviceName.isBlank() ? DEFAULT_SERVICE : serviceName.strip();
    }

    /** Whether somebody chose the service's name. */
    boolean isServiceNamed() {
        return !serviceName().equals(DEFAULT_SERVICE);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** Empty unless it is wanted, and where there is none: it only helps to tell machines apart. */
    String machineId() {
        try {
            return hostId ? Files.readString(MACHINE_ID).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** As the jar's manifest has it. */
    static String programVersion() {
        String version = ResourceOptions.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
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
}
