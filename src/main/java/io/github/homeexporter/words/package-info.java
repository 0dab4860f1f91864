/** Words that devices and outputs share: units in all their spellings, patterns over names, names made of free text. */
package io.github.homeexporter.words;
