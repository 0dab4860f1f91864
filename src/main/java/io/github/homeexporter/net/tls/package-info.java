/** Certificates: PEM files, pins, trust on first use. */
package io.github.homeexporter.net.tls;
