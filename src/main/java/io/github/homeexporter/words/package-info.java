/** Words that devices and outputs share: units in all their spellings, patterns over names, names made of free text, what a misspelt one means. */
package io.github.homeexporter.words;
