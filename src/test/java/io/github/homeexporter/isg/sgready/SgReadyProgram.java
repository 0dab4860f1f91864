package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.Startup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.main.Main;

/** The program with the shipped routes and a simulated ISG. */
final class SgReadyProgram implements AutoCloseable {
    static final String TOKEN = "s3cret+&x";

    final SimulatedModbus isg;
    final URI webhook;
    private final Main main;
    private boolean stopped;

    /** @param more settings by their keys */
    SgReadyProgram(Path folder, Map<String, String> more) throws Exception {
        this(folder, more, new SimulatedModbus(ModbusMemory.isg()));
    }

    /** @param isg that there is already */
    SgReadyProgram(Path folder, Map<String, String> more, SimulatedModbus isg) throws Exception {
        this.isg = isg;
        int port = more.containsKey("http.port") ? Integer.parseInt(more.get("http.port")) : FreePort.next();
        Map<String, String> settings = new HashMap<>(Map.of(
                "http.port", String.valueOf(port),
                "http.address", "127.0.0.1",
                "host.enabled", "false",
                "isg.modbus-host", isg.address(),
                "isg.sgready.enabled", "true",
                "isg.sgready.token", TOKEN,
                "isg.sgready.minimum-time", "none"));
        settings.putAll(more);
        Map<String, String> environment = new HashMap<>();
        settings.forEach((key, value) -> environment.put(
                key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_'), value));
        main = Startup.main(SettingsLoader.load(folder, environment), folder, true);
        main.start();
        webhook = URI.create("http://127.0.0.1:" + port + "/webhooks/alertmanager");
    }

    /** A wish by HTTP; null asks what there is. */
    HttpResponse<String> mode(String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(webhook.resolve("/sgready/mode")).header("Authorization", "Bearer " + TOKEN);
        return send(body == null ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** As a route would that hears of a level. */
    Object wish(String body) throws Exception {
        return main.getCamelTemplate().requestBody("sgready:wish?source=mqtt", (Object) body);
    }

    HttpResponse<String> post(String body) throws Exception {
        return send(HttpRequest.newBuilder(webhook)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As the timer of the hold route would, now. */
    void hold() throws Exception {
        main.getCamelTemplate().sendBody("sgready:hold", null);
    }

    /** The value of a series, NaN when there is none. */
    double value(String series) {
        for (FamilyView view : SamplesComponent.store(main.getCamelContext()).families()) {
            for (int i = 0; i < view.size(); i++) {
                if (view.series(i).toString().equals(series)) {
                    return view.value(i);
                }
            }
        }
        return Double.NaN;
    }

    double actions(String action) {
        return value("isg_sgready_action_total{action=\"" + action + "\"}");
    }

    double errors() {
        return value("isg_sgready_error_total");
    }

    /** Holding registers 4002 and 4003 of the ISG. */
    String inputs() {
        return isg.memory().holdingAt(4001) + " " + isg.memory().holdingAt(4002);
    }

    long writes() {
        return isg.requests().stream().filter(r -> r.startsWith("0110")).count();
    }

    static String alert(String status, String target, String fingerprint) {
        return """
            {"status":"%s","labels":{"alertname":"Surplus","target":"%s"},"annotations":{},\
            "startsAt":"2026-01-02T03:04:05Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"%s"}\
            """.formatted(status, target, fingerprint);
    }

    static String body(String... alerts) {
        return "{\"version\":\"4\",\"groupKey\":\"{}\",\"truncatedAlerts\":0,\"receiver\":\"sgready\",\"alerts\":["
                + String.join(",", alerts) + "]}";
    }

    /** Ends the program; the heat pump goes on. */
    void stop() {
        main.stop();
        stopped = true;
    }

    @Override
    public void close() throws IOException {
        if (!stopped) {
            stop();
        }
        isg.close();
    }
}
