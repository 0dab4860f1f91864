/** Another exporter's page beside this program's: read together, and what differs told. */
package io.github.homeexporter.comparison;
