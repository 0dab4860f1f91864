/** The four transports a plug may speak and the discovery packets, as bytes in and bytes out: no sockets, no clock. */
package io.github.homeexporter.tapo.wire;
