package io.github.homeexporter.otlp;

/**
 * How one export goes, for a health page.
 *
 * @param name of the endpoint
 * @param state disabled, starting, healthy, degraded or failed
 * @param failures failed cycles in a row
 * @param lastSuccessMillis milliseconds since 1970; 0 for never
 * @param lastError what to do about the last failure; empty when the last cycle was well
 */
public record ExportHealth(String name, String state, int failures, long lastSuccessMillis, String lastError) {}
