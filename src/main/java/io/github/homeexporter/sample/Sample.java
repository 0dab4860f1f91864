package io.github.homeexporter.sample;

/**
 * One number of one series.
 *
 * @param timestampMillis when the device said it, milliseconds since 1970
 */
public record Sample(Series series, double value, long timestampMillis) {}
