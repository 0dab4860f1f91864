package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.prometheus.Exposition.Format;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NegotiationTest {
    private static final String OM = "application/openmetrics-text";

    @Example
    void prometheus_gets_open_metrics() {
        openMetrics("application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2");
        openMetrics("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2");
        openMetrics("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,"
                + OM + ";version=1.0.0;q=0.6,text/plain;q=0.3");
    }

    @Example
    void open_metrics_is_given_when_it_is_named() {
        openMetrics(OM);
        openMetrics("Application/OpenMetrics-Text ; Version = \"1.0.0\" ; Q=1.0");
        openMetrics("text/html, " + OM);
        openMetrics("*/*, " + OM);
        openMetrics(OM + ", text/plain");
        openMetrics(OM + ";q=0.1, text/plain;q=0, */*");
        openMetrics("text/plain;version=1.0.0," + OM + ";q=0.5");
    }

    @Example
    void everyone_else_gets_the_text_format() {
        text(null);
        text("");
        text("*/*");
        text("application/*");
        text("text/plain");
        text("text/html,application/xhtml+xml,*/*;q=0.8");
        text("application/json");
        text("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited");
        text(OM + ";q=0");
        text(OM + ";q=0.000");
        text(OM + ";version=0.0.1");
        text(OM + ";version=2.0.0");
        text(OM + ";q=0.5, text/plain");
        text(OM + ";q=0.5, */*");
        text(OM + ";q=0.5, text/*;q=0.6, */*;q=0.1");
        text(OM + ";q=x");
        text(OM + ";q=");
        text("x" + OM);
        text("\"" + OM + "\"");
    }

    @Example
    void gzip_is_given_when_it_is_wanted() {
        for (String wanted : new String[] {
            "gzip",
            "GZIP",
            "x-gzip",
            "deflate, gzip;q=1.0, *;q=0.5",
            "*",
            "gzip;q=0.1",
            "br;q=1, gzip;q=0.2",
            "identity, gzip"
        }) {
            assertThat(Negotiation.gzip(wanted)).as(wanted).isTrue();
        }
        for (String not : new String[] {
            null,
            "",
            "identity",
            "br",
            "gzip;q=0",
            "gzip;q=0, *",
            "*;q=0",
            "gzip;q=0.5, identity;q=0.9",
            "gzipped",
            "gzip;q=2x"
        }) {
            assertThat(Negotiation.gzip(not)).as(not).isFalse();
        }
    }

    @Property
    void whatever_is_sent_there_is_an_answer(@ForAll String header) {
        assertThat(Negotiation.format(header)).isNotNull();
        assertThat(Negotiation.gzip(header)).isIn(true, false);
    }

    @Property(tries = 5_000)
    void whatever_looks_like_a_header_there_is_an_answer(@ForAll("almostHeaders") String header) {
        assertThat(Negotiation.format(header)).isNotNull();
        assertThat(Negotiation.gzip(header)).isIn(true, false);
    }

    @Property
    void nobody_gets_open_metrics_without_naming_it(@ForAll("almostHeaders") String header) {
        if (!header.contains(OM)) {
            text(header);
        }
    }

    @Provide
    Arbitrary<String> almostHeaders() {
        return Arbitraries.of(
                        OM,
                        "text/plain",
                        "*/*",
                        "gzip",
                        "identity",
                        ";",
                        ",",
                        "=",
                        "q",
                        "q=0.5",
                        "q=1",
                        "q=0",
                        "version",
                        "version=1.0.0",
                        "\"",
                        "\\",
                        " ",
                        "\t",
                        "\"a\\\"b",
                        "1.",
                        ".5",
                        "q=9999",
                        "ü",
                        "\u0000")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static void openMetrics(String accept) {
        assertThat(Negotiation.format(accept)).as(accept).isEqualTo(Format.OPENMETRICS);
    }

    private static void text(String accept) {
        assertThat(Negotiation.format(accept)).as(accept).isEqualTo(Format.TEXT);
    }
}
