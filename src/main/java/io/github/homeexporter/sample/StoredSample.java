package io.github.homeexporter.sample;

/**
 * The last number of one series of one device, for an output that shows devices one by one.
 *
 * @param ageMillis how long ago it was said, by the monotonic clock; not negative
 */
public record StoredSample(Series series, double value, long ageMillis) {}
