package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A device that was reached and answers what nobody can read: the reason speaks of the answer, not of the connection. */
class WrongAnswersTest {
    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(status(401, null), "answered HTTP 401"),
                Arguments.of(status(302, "file:///etc/passwd"), "answered HTTP 302, which leads to file:///etc/passwd"),
                Arguments.of(
                        new ClientProtocolException(new ProtocolException("Negative content length: -5")),
                        "the answer is not HTTP as it should be: Negative content length: -5"),
                Arguments.of(
                        new ProtocolException("Multiple Content-Length headers"),
                        "the answer is not HTTP as it should be: Multiple Content-Length headers"),
                Arguments.of(
                        new UnsupportedCharsetException("x-unknown-9"),
                        "the answer names a charset that is not known: \"x-unknown-9\""),
                Arguments.of(new IllegalCharsetNameException(""), "the answer names a charset that is not known: \"\""),
                Arguments.of(
                        new IOException("not JSON at line 1, column 5"), "the answer is not JSON at line 1, column 5"),
                Arguments.of(
                        new IOException("the answer is longer than 990 KiB; not read on"),
                        "the answer is longer than 990 KiB; not read on"),
                Arguments.of(new IOException("Connection reset"), "connection broken: connection reset"));
    }

    private static Exception status(int code, String location) {
        return new HttpOperationFailedException("http://192.0.2.1/?apikey=hidden", code, "x", location, Map.of(), "");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void each_has_its_sentence(Exception failure, String sentence) {
        assertThat(RouteSentences.running(failure)).isEqualTo(sentence);
        assertThat(RouteSentences.running(new RuntimeCamelException(failure))).isEqualTo(sentence);
    }
}
