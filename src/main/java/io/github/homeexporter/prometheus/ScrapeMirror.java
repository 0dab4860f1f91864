package io.github.homeexporter.prometheus;

import io.github.homeexporter.sample.Series;

/**
 * Further names for what the page says of its own making, bound in the registry by who wants them: the program that an
 * output's reader is used to had names of its own.
 *
 * @param duration as home_exporter_scrape_duration_seconds
 * @param errors as the sum of home_exporter_scrape_errors_total
 */
public record ScrapeMirror(Series duration, Series errors) {}
