/** Register files: rows, data types, what a register means. */
package io.github.homeexporter.modbus.registers;
