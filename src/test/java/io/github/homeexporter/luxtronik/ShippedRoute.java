package io.github.homeexporter.luxtronik;

import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SamplesComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The route file as it ships, with the page it leads to. */
final class ShippedRoute implements AutoCloseable {
    final DefaultCamelContext context = new QuickContext();

    ShippedRoute(String address, String naming) throws Exception {
        this(address, naming, Map.of());
    }

    /** @param more settings */
    ShippedRoute(String address, String naming, Map<String, String> more) throws Exception {
        Properties settings = new Properties();
        try (var in = Files.newBufferedReader(Path.of("application.properties"))) {
            settings.load(in);
        }
        settings.setProperty("lux.address", address);
        settings.setProperty("lux.interval", "1s");
        settings.setProperty("lux.naming", naming);
        settings.setProperty("lux.zone", "Europe/Berlin");
        settings.putAll(more);
        context.disableJMX();
        context.getPropertiesComponent().setInitialProperties(settings);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:page").to("prometheus:metrics").convertBodyTo(String.class);
            }
        });
        for (String file : new String[] {"publish", "luxtronik"}) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(
                            ResourceHelper.resolveMandatoryResource(context, "file:routes/" + file + ".camel.yaml"));
        }
        context.start();
    }

    /** The families of the controller; the time of the last update, which is now, is left out. */
    String page() {
        String page = context.createProducerTemplate().requestBody("direct:page", null, String.class);
        return page.lines()
                .filter(line ->
                        line.matches("(# (HELP|TYPE) )?luxtronik_.*") && !line.contains("luxtronik_last_update"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What the controller itself has said so far: 0 or the time of the last page or values. */
    long lastSample() {
        return SamplesComponent.store(context).devices().stream()
                .mapToLong(d -> d.lastSampleMillis())
                .sum();
    }

    @Override
    public void close() {
        context.stop();
    }
}
