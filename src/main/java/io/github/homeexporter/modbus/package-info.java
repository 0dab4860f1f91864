/** Any Modbus TCP device, described by a register file: scheme {@code modbus:}. */
package io.github.homeexporter.modbus;
