/** What devices and outputs both need of a network: addresses, faults in people's words, back-off, small bodies. */
package io.github.homeexporter.net;
