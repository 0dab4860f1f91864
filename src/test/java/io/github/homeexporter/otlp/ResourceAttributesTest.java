package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class ResourceAttributesTest {
    public static Map<String, String> of(String attributes, String kernelName, SampleStore store) {
        return of(endpoint(attributes), kernelName, store);
    }

    private static Map<String, String> of(OtlpEndpoint endpoint, String kernelName, SampleStore store) {
        return ResourceOptions.resource(
                judged(endpoint),
                kernelName,
                Map.of("os.name", "Linux", "os.version", "6.1", "os.arch", "aarch64"),
                store.families());
    }

    private static ResourceOptions judged(OtlpEndpoint endpoint) {
        endpoint.init();
        return endpoint.getResourceOptions();
    }

    private static OtlpEndpoint endpoint(String attributes) {
        OtlpComponent component = new OtlpComponent();
        component.setCamelContext(new QuickContext());
        OtlpEndpoint endpoint = new OtlpEndpoint("otlp:metrics", component, "metrics");
        endpoint.getOptions().setEndpoint("collector:4317");
        endpoint.getResourceOptions().setResourceAttributes(attributes);
        return endpoint;
    }

    @Test
    void the_resource_says_who_sends() {
        assertThat(of("", "nas", new SampleStore()))
                .containsEntry("service.name", "home-exporter")
                .containsEntry("service.instance.id", "nas")
                .containsEntry("host.name", "nas")
                .containsEntry("host.arch", "arm64")
                .containsEntry("os.type", "linux")
                .containsEntry("os.description", "Linux 6.1")
                .doesNotContainKeys("host.id", "container.id", "service.version");
    }

    @Test
    void a_name_of_its_own_setting_wins_over_the_attributes_and_the_default_does_not() {
        assertThat(of("service.name=mine,deployment.environment.name=a%20b", "nas", new SampleStore()))
                .containsEntry("service.name", "mine")
                .containsEntry("deployment.environment.name", "a b");
        OtlpEndpoint endpoint = endpoint("service.name=mine");
        endpoint.getResourceOptions().setServiceName("chosen");
        endpoint.getResourceOptions().setServiceInstanceId("cellar");
        assertThat(of(endpoint, "nas", new SampleStore()))
                .containsEntry("service.name", "chosen")
                .containsEntry("service.instance.id", "cellar");
    }

    @Test
    void what_is_no_attribute_is_refused_with_its_place() {
        assertThatThrownBy(() -> ResourceOptions.parse("a=1,b"))
                .hasMessageStartingWith("entry 2 \"b\" is no key=value");
        assertThatThrownBy(() -> ResourceOptions.parse("a=%zz")).hasMessageStartingWith("entry 1 (a) has a %");
        assertThat(ResourceOptions.parse("a=1=2, ,")).containsExactly(Map.entry("a", "1=2"));
    }
}
