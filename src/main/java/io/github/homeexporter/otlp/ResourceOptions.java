package io.github.homeexporter.otlp;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What a person says about the sender: the request's resource. */
@UriParams
public class ResourceOptions {
    static final String PROGRAM_VERSION = BuildInfo.read().version();

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
        attributes = bounds.parsed("resourceAttributes", () -> parse(resourceAttributes));
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

    private static final String HOST_INFO = "home_exporter_host_info";

    /**
     * {@code key=value,key=value} with percent-encoded values, as OTEL_RESOURCE_ATTRIBUTES has them.
     *
     * @throws IllegalArgumentException naming the entry by its place
     */
    static Map<String, String> parse(String text) {
        Map<String, String> attributes = new TreeMap<>();
        String[] entries = text.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            String entry = entries[i].strip();
            if (entry.isEmpty()) {
                continue;
            }
            int equals = entry.indexOf('=');
            String key = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (key.isEmpty()) {
                throw new IllegalArgumentException(
                        "entry " + (i + 1) + " \"" + entry + "\" is no key=value; allowed: key=value,key=value");
            }
            try {
                attributes.put(
                        key, HeaderList.decode(entry.substring(equals + 1).strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("entry " + (i + 1) + " (" + key
                        + ") has a % without two hexadecimal digits; write %25 for a %");
            }
        }
        return attributes;
    }

    /**
     * Who sends: said once a request, and on no point.
     *
     * @param options what a person set
     * @param kernelHostName the machine's name, for when the host's metrics are off
     * @param system as System.getProperties has it
     * @param families of the store: the host's info metric says who the host is
     */
    static Map<String, String> resource(
            ResourceOptions options,
            String kernelHostName,
            Map<String, String> system,
            List<? extends FamilyView> families) {
        Map<String, String> info = info(families);
        String host = info.getOrDefault("host_name", kernelHostName);
        String container = info.getOrDefault("container_id", "");
        Map<String, String> all = new TreeMap<>();
        put(all, "service.name", options.serviceName());
        put(all, "service.version", options.getServiceVersion());
        put(all, "service.instance.id", container.isEmpty() ? host : host + ":" + container);
        put(all, "service.instance.id", options.getServiceInstanceId());
        put(all, "host.name", host);
        put(all, "host.id", options.machineId());
        put(all, "host.arch", arch(system.getOrDefault("os.arch", "")));
        String os = system.getOrDefault("os.name", "");
        put(all, "os.type", os.toLowerCase(Locale.ROOT).replaceFirst("^(windows|linux|darwin).*", "$1"));
        put(all, "os.description", (os + " " + system.getOrDefault("os.version", "")).strip());
        put(all, "container.id", container);
        put(all, "telemetry.sdk.name", "home-exporter");
        put(all, "telemetry.sdk.language", "java");
        put(all, "telemetry.sdk.version", PROGRAM_VERSION);
        options.attributes().forEach((key, value) -> {
            // a service named by its own setting is meant more than one among others
            if (!(key.equals("service.name") && options.isServiceNamed())) {
                put(all, key, value);
            }
        });
        return all;
    }

    private static void put(Map<String, String> all, String key, String value) {
        if (!value.isEmpty()) {
            all.put(key, value);
        }
    }

    private static Map<String, String> info(List<? extends FamilyView> families) {
        for (FamilyView view : families) {
            if (view.family().name().equals(HOST_INFO) && view.size() > 0) {
                return view.series(0).labels();
            }
        }
        return Map.of();
    }

    /** As the semantic conventions spell it. */
    private static String arch(String java) {
        return switch (java) {
            case "aarch64" -> "arm64";
            case "x86_64" -> "amd64";
            case "arm" -> "arm32";
            case "i386" -> "x86";
            default -> java;
        };
    }
}
