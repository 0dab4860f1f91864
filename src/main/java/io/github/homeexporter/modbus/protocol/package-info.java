/** Modbus TCP: requests, replies, blocks, what a cycle reads. */
package io.github.homeexporter.modbus.protocol;
