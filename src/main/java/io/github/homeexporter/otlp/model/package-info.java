/** The store in OpenTelemetry's terms: names, units, sums, start times. */
package io.github.homeexporter.otlp.model;
