/** A simulated Miniserver. */
package io.github.homeexporter.demo.loxone;
