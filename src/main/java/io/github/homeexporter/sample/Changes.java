package io.github.homeexporter.sample;

import java.util.List;

/**
 * Which series of a device were written: a hint, without numbers. Who gets one reads the store, so the newest always wins.
 *
 * @param number of the device's batches since somebody listens, this one included: a gap says that hints were lost
 */
public record Changes(String device, long number, List<Series> series) {}
