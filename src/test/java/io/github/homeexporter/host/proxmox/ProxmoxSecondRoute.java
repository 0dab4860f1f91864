package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SamplesComponent;
import java.util.List;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route of a user's own. */
final class ProxmoxSecondRoute implements AutoCloseable {
    private final DefaultCamelContext context = new QuickContext();

    /** @param token goes the way of secrets, by a property */
    void start(String uri, String token) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("cellar.token", token);
        context.getPropertiesComponent().setInitialProperties(properties);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "&token=#property:cellar.token").to("samples:store");
            }
        });
        context.start();
    }

    List<String> series() {
        return SamplesComponent.store(context).samples("cellar").stream()
                .map(sample -> sample.series().toString())
                .toList();
    }

    @Override
    public void close() {
        context.stop();
    }
}
