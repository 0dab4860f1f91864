package io.github.homeexporter.http;

import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.status.LiveFeed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;

/** A port with the shipped routes behind it. */
abstract class OpenedPort {
    final DefaultCamelContext context = new QuickContext();
    final Ports ports = new Ports();

    @AfterEach
    void stop() {
        context.stop();
    }

    void start() throws Exception {
        ports.port = FreePort.next();
        Properties settings = new Properties();
        settings.setProperty("http.token", ports.token);
        context.getPropertiesComponent().setInitialProperties(settings);
        // a route that is told to be slow is not waited for at the end
        context.getShutdownStrategy().setTimeout(1);
        context.addService(new HttpPort(ports.options(), new LiveFeed(context, Duration.ofMillis(100))));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(context, "file:routes/http.camel.yaml"));
        context.start();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    double refused(String reason) {
        return SamplesComponent.store(context).self().numbers("home_exporter_http_refused_total").entrySet().stream()
                .filter(entry -> reason.equals(entry.getKey().labels().get("reason")))
                .mapToDouble(java.util.Map.Entry::getValue)
                .sum();
    }
}
