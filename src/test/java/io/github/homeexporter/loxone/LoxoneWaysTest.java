package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between the program and a Miniserver: redirects, closed ports, proxies, the Cloud DNS; each on a real socket. */
class LoxoneWaysTest {
    private static final String CA = "src/test/resources/loxone/tls/ca.pem";
    private static final String SERIAL = "504f94d00001";

    private final LiveMiniservers program = new LiveMiniservers();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> greeted = ConcurrentHashMap.newKeySet();
    private SimulatedMiniserver miniserver;
    private HttpServer front;

    @BeforeEach
    void start() throws Exception {
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        front.start();
        miniserver = new SimulatedMiniserver(MiniserverHouse.of(5, 0));
    }

    @AfterEach
    void stop() throws IOException {
        program.close();
        front.stop(0);
        miniserver.close();
    }

    private String frontAddress() {
        return "127.0.0.1:" + front.getAddress().getPort();
    }

    /** Every question gets this answer. */
    private void answer(int status, String location, String body) {
        front.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void speakTls(String certificate) throws Exception {
        miniserver.close();
        SSLServerSocket socket = (SSLServerSocket) LoxoneTlsTest.socket(certificate, 0);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
            @Override
            public boolean matches(SNIServerName name) {
                greeted.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                return true;
            }
        }));
        socket.setSSLParameters(parameters);
        miniserver = new SimulatedMiniserver(MiniserverHouse.of(5, 0), socket);
    }

    private void isRead() {
        program.untilUp("loxone");
        await().until(() -> program.controlValues().size() == 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_to_https_leads_there(int status) throws Exception {
        speakTls("self-signed");
        answer(status, "https://" + miniserver.address() + "/jdev/cfg/apiKey", "");
        program.route("loxone", frontAddress(), miniserver.password());
        isRead();
        assertThat(asked).containsOnly("/jdev/cfg/apiKey");
        miniserver.dropAll();
        await().until(() -> miniserver.openedWebSockets() == 2);
        isRead();
    }

    @Test
    void a_redirect_that_leads_nowhere_says_both_addresses_and_that_it_is_tls() throws Exception {
        answer(307, "https://127.0.0.1:9/jdev/cfg/apiKey", "");
        program.route("loxone", frontAddress(), "demo").untilDown("loxone");
        assertThat(program.lastError("loxone"))
                .contains(frontAddress() + " redirects to https://127.0.0.1:9: connection refused");
    }

    @Test
    void a_redirect_to_https_is_not_followed_against_the_users_will() throws Exception {
        answer(307, "https://" + miniserver.address() + "/jdev/cfg/apiKey", "");
        program.route("loxone", frontAddress(), "demo", "encryption=NEVER").untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("loxone.encryption=auto");
    }

    @Test
    void a_redirect_from_tls_to_plain_text_is_not_followed() throws Exception {
        front.stop(0);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        secure.setHttpsConfigurator(new HttpsConfigurator(LoxoneTlsTest.context("self-signed")));
        secure.start();
        front = secure;
        answer(302, "http://" + miniserver.address() + "/jdev/cfg/apiKey", "");
        program.route("loxone", "https://" + frontAddress(), "demo").untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("from TLS to plain HTTP");
        assertThat(miniserver.commands()).isEmpty();
    }

    @Test
    void redirects_in_a_circle_end() throws Exception {
        answer(302, "http://" + frontAddress() + "/jdev/cfg/apiKey", "");
        program.route("loxone", frontAddress(), "demo").untilDown("loxone");
        assertThat(program.errors("loxone", "redirect")).isPositive();
        assertThat(asked).hasSizeLessThan(20);
    }

    @Test
    void where_plain_http_is_closed_tls_is_tried() throws Exception {
        speakTls("self-signed");
        program.route(
                "loxone",
                "127.0.0.1:9",
                "demo",
                "sslPort=" + miniserver.server().port());
        isRead();
    }

    @Test
    void where_both_are_closed_both_are_said() throws Exception {
        program.route("loxone", "127.0.0.1:9", "demo", "sslPort=10").untilDown("loxone");
        assertThat(program.lastError("loxone"))
                .isEqualTo("127.0.0.1:9: connection refused, and no TLS at 127.0.0.1:10 either");
    }

    @ParameterizedTest
    @CsvSource({"401, http_login", "407, http_login", "403, http_forbidden"})
    void a_proxys_own_refusal_is_no_word_on_the_password(int status, String reason) throws Exception {
        answer(status, "", "");
        program.route("loxone", frontAddress(), "demo").untilDown("loxone");
        assertThat(program.errors("loxone", reason)).isEqualTo(1);
        assertThat(logins()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 451, 500})
    void another_web_server_at_the_address_is_told_by_its_status(int status) throws Exception {
        answer(status, "", "<html>not here</html>");
        program.route("loxone", frontAddress(), "demo").untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("HTTP " + status, "is this a Miniserver");
    }

    @Test
    void a_restart_is_no_refused_login() throws Exception {
        answer(503, "", "");
        program.route("loxone", frontAddress(), "demo").untilDown("loxone");
        await().until(() -> program.errors("loxone", "restarting") > 2);
        assertThat(logins()).isZero();
    }

    private double logins() {
        return program.page().entrySet().stream()
                .filter(e -> e.getKey().startsWith("loxone_login_failures_total"))
                .mapToDouble(e -> e.getValue())
                .sum();
    }

    @Test
    void a_proxy_may_want_a_path() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                PathProxy proxy = new PathProxy(
                        socket, "/house/loxone", miniserver.server().port())) {
            program.route("loxone", "127.0.0.1:" + proxy.port() + "/house/loxone/", "demo");
            isRead();
        }
    }

    @Test
    void a_serial_number_is_looked_up_and_the_certificate_must_bear_it() throws Exception {
        speakTls("cloud");
        answer(200, "", "{\"Code\":200,\"IPHTTPS\":\"" + miniserver.address() + "\",\"PortOpenHTTPS\":true}");
        program.route("loxone", "dns.loxonecloud.com/504F94D00001", "demo", cloud(), "tlsCa=" + CA);
        isRead();
        assertThat(asked).containsOnly("/?getip&snr=" + SERIAL + "&json=true");
        assertThat(greeted).containsExactly("127-0-0-1." + SERIAL + ".dyndns.loxonecloud.com");
        assertThat(program.page()).containsKey("loxone_exporter_connected{miniserver=\"loxone\"}");
    }

    @Test
    void another_miniservers_certificate_at_that_address_is_refused() throws Exception {
        speakTls("cloud");
        answer(200, "", "{\"Code\":200,\"IPHTTPS\":\"" + miniserver.address() + "\"}");
        program.route("loxone", "504F94FFFFFF", "demo", cloud(), "tlsCa=" + CA).untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("504f94ffffff.dyndns.loxonecloud.com");
        assertThat(miniserver.commands()).isEmpty();
    }

    @Test
    void a_first_certificate_is_not_believed_where_a_name_is_known() throws Exception {
        speakTls("self-signed");
        answer(200, "", "{\"Code\":200,\"IPHTTPS\":\"" + miniserver.address() + "\"}");
        program.route("loxone", SERIAL, "demo", cloud()).untilDown("loxone");
        assertThat(program.errors("loxone", "tls")).isPositive();
    }

    @Test
    void a_redirect_of_one_that_is_known_by_its_serial_number_has_to_lead_to_it() throws Exception {
        speakTls("self-signed");
        answer(200, "", "{\"Code\":200,\"IP\":\"" + frontAddress() + "\"}");
        front.createContext("/jdev", exchange -> {
            exchange.getResponseHeaders().add("Location", "https://" + miniserver.address() + "/jdev/cfg/apiKey");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        program.route("loxone", SERIAL, "demo", cloud()).untilDown("loxone");
        assertThat(program.lastError("loxone")).contains(miniserver.address(), "not signed by a trusted CA");
        assertThat(miniserver.commands()).isEmpty();
    }

    @Test
    void a_cloud_dns_that_does_not_answer_is_told_by_its_own_address() throws Exception {
        program.route("loxone", SERIAL, "demo", "cloudDns=http://127.0.0.1:9").untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("Cloud DNS at 127.0.0.1:9", "connection refused");
    }

    @Test
    void an_older_miniserver_has_only_a_plain_address() throws Exception {
        answer(200, "", "{\"Code\":200,\"IP\":\"" + miniserver.address() + "\",\"PortOpen\":true}");
        program.route("loxone", "50:4F:94:D0:00:01", "demo", cloud());
        isRead();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"Code\":403}; switched off (403)",
                "{\"Code\":\"405\"}; does not report there (405)",
                "{\"Code\":412}; not open (412)",
                "{\"Code\":481}; remote connect",
                "{\"Code\":200}; no address",
                "<html>; something else than JSON"
            })
    void a_cloud_dns_that_does_not_know_is_told_from_a_miniserver_that_is_away(String body, String said)
            throws Exception {
        answer(200, "", body);
        program.route("loxone", SERIAL, "demo", cloud()).untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("Cloud DNS").contains(said);
    }

    private String cloud() {
        return "cloudDns=http://" + frontAddress();
    }
}
