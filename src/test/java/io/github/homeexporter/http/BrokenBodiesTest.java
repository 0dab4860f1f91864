package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.LogLines;
import io.vertx.ext.web.RoutingContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sends that nobody can read. */
@Timeout(120)
@Isolated("a request of another test would be told by the same logger")
class BrokenBodiesTest extends OpenedPort {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\nhalf",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\nab",
                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nab"
            })
    void a_body_that_is_broken_off_or_unreadable_is_counted_and_no_error(String body) throws Exception {
        start();
        try (LogLines log = new LogLines(RoutingContext.class)) {
            try (RawHttp raw = new RawHttp(ports.port)) {
                raw.send("POST /-/reload HTTP/1.1\r\nHost: 127.0.0.1:" + ports.port + "\r\nAuthorization: Bearer "
                        + ports.token + "\r\n" + body);
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(refused("broken-off")).isEqualTo(1));
            assertThat(log.lines()).isEmpty();
        }
    }
}
