/** OpenTelemetry's protocol: the store, one snapshot per cycle, sent to a collector by gRPC or HTTP. */
package io.github.homeexporter.otlp;
