package io.github.homeexporter.start;

import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@code --health}: asks the program that runs with these settings whether it is ready, for a container without a shell. */
public final class Probe {
    private static final int MILLIS = 4_000;

    private Probe() {}

    /** @return 0 when it is ready, 1 when it is not or does not answer within 4 s */
    public static int run(Settings settings, PrintStream err) throws IOException {
        String address = settings.get("http.address");
        String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
        URI page = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + settings.get("http.port") + "/-/ready");
        HttpURLConnection question = (HttpURLConnection) page.toURL().openConnection();
        question.setConnectTimeout(MILLIS);
        question.setReadTimeout(MILLIS);
        try {
            int code = question.getResponseCode();
            if (code == HttpURLConnection.HTTP_OK) {
                return 0;
            }
            err.println(page + " answers " + code + ": routes are starting or stopping");
        } catch (IOException e) {
            err.println(page + " does not answer: " + e.getMessage());
        } finally {
            question.disconnect();
        }
        return 1;
    }
}
