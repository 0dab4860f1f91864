/** A WebSocket conversation with a device: the protocol decides, this package connects, orders, waits and comes back. */
package io.github.homeexporter.conversation;
