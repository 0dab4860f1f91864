/** JSON and CSV as others write them, read within bounds and without a word of theirs in faults; and JSON written. */
package io.github.homeexporter.formats;
