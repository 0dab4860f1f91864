/** Sockets of the simulated devices, on the loopback address. */
package io.github.homeexporter.demo.net;
