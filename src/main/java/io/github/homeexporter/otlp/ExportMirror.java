package io.github.homeexporter.otlp;

import io.github.homeexporter.sample.Series;

/**
 * Further names for what the export says of itself, bound in the registry by who wants them: the program that an output's
 * reader is used to had names of its own.
 *
 * @param status 0 disabled, 1 idle, 2 exporting, 3 retrying, 4 failed
 * @param lastSuccess seconds since 1970, 0 for never
 * @param failures in a row
 * @param exportedFamilies counts metric families that were taken
 * @param duration name of the meter that holds a histogram of the cycles' times, with dots and without its unit
 */
public record ExportMirror(
        Series status, Series lastSuccess, Series failures, Series exportedFamilies, String duration) {}
