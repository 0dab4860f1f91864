/**
 * JSON and CSV as others write them, read within bounds and without a word of theirs in faults; YAML of owners, read with all its faults and
 * their lines; JSON and the owner's files, written.
 */
package io.github.homeexporter.formats;
