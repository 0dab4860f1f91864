package io.github.homeexporter.start;

import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.tls.PinFile;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.net.tls.PinnedTrust.TlsTrust;
import io.github.homeexporter.settings.HttpSettings;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/**
 * {@code --health}: asks the program that runs with these settings whether it is ready, for a container without a shell. Apart
 * from {@link Serving}: a container asks every 30 s, and neither the log nor Camel is to load for that.
 */
final class Probe {
    private static final int MILLIS = 4_000;

    private Probe() {}

    /** @return 0 when it is ready, 1 when it is not, does not answer within 4 s, or has settings that no port opens by */
    static int run(Settings settings, Path directory, PrintStream err) throws IOException {
        URI page;
        try {
            page = HttpSettings.read(settings, directory).orThrow().own("/-/ready");
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        }
        HttpURLConnection question = (HttpURLConnection) page.toURL().openConnection();
        if (question instanceof HttpsURLConnection secured) {
            trust(secured, page);
        }
        question.setConnectTimeout(MILLIS);
        question.setReadTimeout(MILLIS);
        question.setInstanceFollowRedirects(false);
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

    /** Any certificate: nothing secret is sent, and the file may have been renewed since the program read it. */
    private static void trust(HttpsURLConnection question, URI page) {
        PinnedTrust.Rules any = new PinnedTrust.Rules(
                TlsTrust.INSECURE, "", "", null, true, "", names -> Optional.empty(), new PinFile(null), "");
        question.setSSLSocketFactory(new PinnedTrust(any, new HostPort(page.getHost(), page.getPort()))
                .context()
                .getSocketFactory());
        question.setHostnameVerifier((host, session) -> true);
    }
}
