package io.github.homeexporter.prometheus;

/** The two text formats a scraper may ask for. */
enum Format {
    /** Prometheus text format 0.0.4: what everybody reads. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }
}
