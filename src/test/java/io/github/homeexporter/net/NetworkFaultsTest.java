package io.github.homeexporter.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.NetworkFaults.HandshakeException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFaultsTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "refused", "connection refused"),
                Arguments.of(
                        because(new ConnectException(), new ClosedChannelException()), "refused", "connection refused"),
                Arguments.of(
                        because(new ConnectException(), new UnresolvedAddressException()), "unknown_host", "host name"),
                Arguments.of(new UnknownHostException("pump"), "unknown_host", "the host name is not known"),
                Arguments.of(new NoRouteToHostException("No route to host"), "unreachable", "no route to the device"),
                Arguments.of(new SocketException("Network is unreachable"), "unreachable", "no route to the device"),
                Arguments.of(new HttpConnectTimeoutException("x"), "connect_timeout", "no answer while connecting"),
                Arguments.of(new HttpTimeoutException("x"), "connect_timeout", "no answer while connecting"),
                Arguments.of(new TimeoutException(), "connect_timeout", "no answer while connecting"),
                Arguments.of(
                        new SSLHandshakeException("bad\ncertificate"), "tls", "no secure connection: bad certificate"),
                Arguments.of(
                        because(
                                new SSLHandshakeException("PKIX: x.Y: it"),
                                new CertificateException("it is not known")),
                        "tls",
                        "no secure connection: it is not known"),
                Arguments.of(new ConnectException("connection timed out: /192.0.2.1"), "connect_timeout", "no answer"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "connect_timeout", "no answer"),
                Arguments.of(
                        because(
                                new IOException("HTTP/1.1 header parser received no bytes"),
                                new EOFException("EOF reached while reading")),
                        "broken",
                        "the connection was closed without an answer"),
                Arguments.of(new IOException("Connection reset"), "broken", "connection broken: connection reset"),
                Arguments.of(new IllegalStateException("odd"), "broken", "could not connect: odd"));
    }

    private static Exception because(Exception outer, Throwable cause) {
        outer.initCause(cause);
        return outer;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_is_one_sentence(Throwable failure, String reason, String words) {
        for (Throwable wrapped : new Throwable[] {failure, new CompletionException(failure)}) {
            Fault fault = NetworkFaults.of(wrapped);
            assertThat(fault.reason()).isEqualTo(reason);
            if (wrapped == failure) {
                assertThat(fault.sentence()).contains(words);
            }
            assertThat(fault.sentence()).doesNotContain("\n");
            assertThat(NetworkFaults.status(wrapped)).isZero();
        }
    }

    @Test
    void a_connection_that_never_came_about_is_told_from_one_that_broke() {
        assertThat(NetworkFaults.isUnopened(new CompletionException(new ConnectException("refused"))))
                .isTrue();
        assertThat(NetworkFaults.isUnopened(new HttpConnectTimeoutException("x")))
                .isTrue();
        assertThat(NetworkFaults.isUnopened(new HttpTimeoutException("x"))).isFalse();
        assertThat(NetworkFaults.isUnopened(new IOException("Connection reset")))
                .isFalse();
    }

    @Test
    void a_dial_that_knows_what_is_wrong_is_believed() {
        Fault known = new Fault("password", "the password is wrong", Duration.ofMinutes(5));
        assertThat(NetworkFaults.of(new CompletionException(new FaultException(known))))
                .isSameAs(known);
    }

    @Test
    void a_refused_handshake_says_where_it_leads() {
        assertThat(NetworkFaults.of(new HandshakeException(307, "https://house/\nws"))
                        .sentence())
                .isEqualTo("answered HTTP 307, which leads to https://house/ ws instead of opening a WebSocket");
        assertThat(NetworkFaults.of(new HandshakeException(401, "")).sentence())
                .isEqualTo("answered HTTP 401 instead of opening a WebSocket");
        assertThat(NetworkFaults.status(new CompletionException(new HandshakeException(401, ""))))
                .isEqualTo(401);
        assertThat(NetworkFaults.of(new HandshakeException(0, "")).sentence()).contains("does not speak HTTP");
    }
}
