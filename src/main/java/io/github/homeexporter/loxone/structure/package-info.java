/** The structure file: controls, rooms, states, formats, filters. */
package io.github.homeexporter.loxone.structure;
