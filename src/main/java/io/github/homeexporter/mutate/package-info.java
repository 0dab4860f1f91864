/** Rules that turn a device's texts into numbers with names and units: data in YAML, scheme {@code mutate:}. */
package io.github.homeexporter.mutate;
