/** What a Miniserver sends, byte by byte: headers, UUIDs, times, its JSON. */
package io.github.homeexporter.loxone.frame;
