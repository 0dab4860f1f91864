/** A simulated ISG: web pages and Modbus registers. */
package io.github.homeexporter.demo.isg;
